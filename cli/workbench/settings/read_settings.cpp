#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "cli/workbench/settings/pack_settings.h"
#include "compiler/engine.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

constexpr std::string_view kLevels = "levels";

class Reader {
 public:
  Reader(const Sources& sources, SourceId source, Diagnostics& diagnostics)
      : file_(sources[source]), source_(source), diagnostics_(diagnostics) {}

  PackSettings read() {
    try {
      const toml::table parsed = toml::parse(file_.text());
      for (const auto& [key, value] : parsed) look_at("root", key, value);
    } catch (const toml::parse_error& error) {
      const std::uint32_t at = offset(error.source().begin);
      report(DiagnosticKind::bad_settings, {source_, at, at}, fmt::format("this is no TOML: {}", error.description()),
             "a line is `key = value`, a table begins with `[name]`");
    }
    return std::move(settings_);
  }

 private:
  struct Setting {
    std::string_view table, key;
    void (Reader::*take)(const toml::node&);
  };

  static std::span<const Setting> known() {
    static constexpr Setting kKnown[] = {
#define SETTING(table, key, preset, example, sentence) {#table, #key, &Reader::take_##table##_##key},
#include "cli/workbench/settings/settings.def"
#undef SETTING
    };
    return kKnown;
  }

  static bool is_table(std::string_view name) {
    return name == kLevels || std::any_of(known().begin(), known().end(), [&](const Setting& setting) {
             return setting.table == name && name != "root";
           });
  }

  void look_at(std::string_view table, const toml::key& key, const toml::node& value) {
    if (table == "root" && is_table(key.str())) {
      if (const toml::table* inner = value.as_table()) {
        for (const auto& [name, setting] : *inner) look_at(key.str(), name, setting);
      } else {
        wrong_type(value, fmt::format("`{}` is a table", key.str()), fmt::format("begin it with `[{}]`", key.str()));
      }
      return;
    }
    if (table == kLevels) return take_level(key, value);
    const auto setting = std::find_if(known().begin(), known().end(), [&](const Setting& candidate) {
      return candidate.table == table && candidate.key == key.str();
    });
    if (setting == known().end()) return report_unknown(table, key);
    (this->*setting->take)(value);
  }

  void report_unknown(std::string_view table, const toml::key& key) {
    std::vector<std::string_view> names;
    for (const Setting& setting : known()) {
      if (setting.table == table) names.push_back(setting.key);
      if (table == "root" && setting.table != "root") names.push_back(setting.table);
    }
    if (table == "root") names.push_back(kLevels);
    const auto near = closest(key.str(), names);
    std::string all;
    for (const std::string_view name : names) {
      if (all.find(fmt::format("`{}`", name)) == std::string::npos)
        all += fmt::format("{}`{}`", all.empty() ? "" : ", ", name);
    }
    const std::string place = table == "root" ? "" : fmt::format(" of `[{}]`", table);
    report(DiagnosticKind::bad_settings, span(key.source()),
           fmt::format("there is no setting `{}`{}", key.str(), place),
           near ? fmt::format("did you mean `{}`?", *near) : fmt::format("there are {}", all));
  }

  void take_root_engine(const toml::node& value) {
    const auto text = this->text(value);
    if (!text) return;
    ast::Pack header;
    header.metas.push_back({MetaKey::engine, span(value.source()), {{Literal(*text), span(value.source())}}, {}});
    check_engine(header, diagnostics_);
  }
  void take_lint_strict(const toml::node& value) { settings_.lint.is_strict = flag(value); }
  void take_lint_fail_on(const toml::node& value) {
    if (const auto level = this->level(value)) settings_.fail_on = *level;
  }
  void take_metadata_required(const toml::node& value) {
    settings_.lint.required_metadata.clear();
    each_text(value, [&](std::string_view name, const toml::node& item) {
      if (const auto key = find_meta_key(name)) {
        settings_.lint.required_metadata.push_back(*key);
      } else {
        std::vector<std::string_view> names;
        for (const WordInfo& word : meta_keys()) names.push_back(word.spelling);
        unknown_word(item, name, "metadata of a rule", names);
      }
    });
  }
  void take_metadata_severities(const toml::node& value) {
    settings_.lint.severities.emplace();
    each_text(value, [&](std::string_view name, const toml::node& item) {
      if (const auto level = find_level(name))
        settings_.lint.severities->insert(*level);
      else
        unknown_word(item, name, "severity", level_names());
    });
  }
  void take_tests_required(const toml::node& value) {
    if (flag(value)) settings_.lint.levels[DiagnosticKind::untested_rule] = Severity::error;
  }
  void take_tests_coverage(const toml::node& value) {
    const auto percent = value.value<std::int64_t>();
    if (!value.is_integer() || *percent < 0 || *percent > 100)
      return wrong_type(value, "a coverage is a whole number of per cent", "write 0 to 100");
    settings_.least_coverage = static_cast<std::uint32_t>(*percent);
  }
  void take_logs_paths(const toml::node& value) {
    each_text(value, [&](std::string_view path, const toml::node&) { settings_.logs.emplace_back(path); });
  }

  void take_level(const toml::key& key, const toml::node& value) {
    const LintInfo* lint = find_lint(key.str());
    if (lint == nullptr) {
      std::vector<std::string_view> ids;
      for (const LintInfo& known : lints()) ids.push_back(known.id);
      const auto near = closest(key.str(), ids);
      return report(DiagnosticKind::bad_settings, span(key.source()), fmt::format("there is no lint `{}`", key.str()),
                    near ? fmt::format("did you mean `{}`?", *near) : "`spoor lint --list` has all ids");
    }
    if (const auto level = this->level(value)) settings_.lint.levels[lint->kind] = *level;
  }

  std::optional<std::string> text(const toml::node& value) {
    if (const auto* text = value.as_string()) return text->get();
    wrong_type(value, "this setting is a text", "write it in quotes");
    return std::nullopt;
  }
  bool flag(const toml::node& value) {
    if (const auto* flag = value.as_boolean()) return flag->get();
    wrong_type(value, "this setting is `true` or `false`", "");
    return false;
  }
  template <typename Take>
  void each_text(const toml::node& value, Take take) {
    const toml::array* items = value.as_array();
    if (items == nullptr) return wrong_type(value, "this setting is an array of texts", R"(write `["...", "..."]`)");
    for (const toml::node& item : *items) {
      if (const auto text = this->text(item)) take(*text, item);
    }
  }
  std::optional<Severity> level(const toml::node& value) {
    const auto name = text(value);
    if (!name) return std::nullopt;
    const auto found = find_severity(*name);
    if (!found) unknown_word(value, *name, "level", severity_names());
    return found;
  }

  void unknown_word(const toml::node& value, std::string_view word, std::string_view what,
                    std::span<const std::string_view> words) {
    const auto near = closest(word, words);
    report(DiagnosticKind::bad_settings, span(value.source()), fmt::format("`{}` is no {}", word, what),
           near ? fmt::format("did you mean `{}`?", *near) : fmt::format("there are `{}`", fmt::join(words, "`, `")));
  }
  void wrong_type(const toml::node& value, std::string message, std::string help) {
    report(DiagnosticKind::bad_settings, span(value.source()), std::move(message), std::move(help));
  }
  void report(DiagnosticKind kind, Span span, std::string message, std::string help) {
    spoor::report(diagnostics_, kind, span, std::move(message), std::move(help));
  }

  // TOML counts columns in code points.
  std::uint32_t offset(const toml::source_position& position) const {
    if (position.line == 0) return 0;
    const std::uint32_t line = std::min<std::uint32_t>(position.line, file_.line_count());
    const std::string_view text = file_.line(line);
    auto at = static_cast<std::uint32_t>(text.data() - file_.text().data());
    const std::uint32_t end = at + static_cast<std::uint32_t>(text.size());
    for (std::uint32_t column = 1; column < position.column && at < end; ++column) {
      do ++at;
      while (at < end && (static_cast<unsigned char>(file_.text()[at]) & 0xC0U) == 0x80U);
    }
    return at;
  }
  Span span(const toml::source_region& region) const {
    return {source_, offset(region.begin), std::max(offset(region.begin), offset(region.end))};
  }

  const SourceFile& file_;
  SourceId source_;
  Diagnostics& diagnostics_;
  PackSettings settings_;
};

}  // namespace

PackSettings read_settings(const Sources& sources, SourceId source, Diagnostics& diagnostics) {
  return Reader(sources, source, diagnostics).read();
}

std::vector<SettingInfo> setting_infos() {
  return {
#define SETTING(table, key, preset, example, sentence) \
  {std::string_view(#table) == "root" ? "" : #table, #key, preset, example, sentence},
#include "cli/workbench/settings/settings.def"
#undef SETTING
  };
}

}  // namespace spoor
