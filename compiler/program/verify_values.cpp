#include <algorithm>
#include <cmath>
#include <span>

#include "compiler/program/regex.h"
#include "compiler/program/verify.h"
#include "lang/clause.h"
#include "lang/values/instant.h"
#include "lang/values/json_text.h"
#include "lang/values/number.h"
#include "lang/values/utf8.h"

namespace spoor::verification {

namespace {

bool is_string(const Program& program, Index string) { return string < program.strings.size(); }

bool is_inside_code_point(const Program& program, std::size_t offset) {
  return offset < program.text.size() && (static_cast<unsigned char>(program.text[offset]) & 0xC0U) == 0x80U;
}

Problem check_strings(const Program& program) {
  if (find_invalid_utf8({program.text.data(), program.text.size()}) != std::string_view::npos) {
    return "text: it is not UTF-8";
  }
  for (std::size_t i = 0; i < program.strings.size(); ++i) {
    const auto [offset, length] = program.strings[i];
    if (!is_range_of(program.text, offset, length)) return problem("strings", i, "it reaches beyond the text");
    if (is_inside_code_point(program, offset) || is_inside_code_point(program, std::size_t{offset} + length)) {
      return problem("strings", i, "it begins or ends inside a code point");
    }
  }
  return std::nullopt;
}

// Equal numbers must be equal bytes, see Number.
bool is_canonical(const NumberRow& row) {
  if (row.inclusive > 1) return false;
  switch (static_cast<Number::Kind>(row.kind)) {
    case Number::Kind::integer: return true;
    case Number::Kind::natural: return row.bits >> 63 != 0;
    case Number::Kind::real: {
      const Number number{Number::Kind::real, row.bits};
      return !std::isnan(number.real()) && Number::from_real(number.real()) == number;
    }
  }
  return false;
}

bool is_sound(const InstantRow& row) { return row.nanoseconds < kNanosecondsOfSecond && row.reserved == 0; }

bool is_sound(const Network& network) {
  if (network.base.family != AddressFamily::ipv4 && network.base.family != AddressFamily::ipv6) return false;
  if (network.prefix > (network.base.family == AddressFamily::ipv4 ? 32 : 128)) return false;
  const auto& bytes = network.base.bytes;
  for (std::size_t bit = network.prefix; bit < bytes.size() * 8; ++bit) {
    if ((bytes[bit / 8] & (0x80U >> (bit % 8))) != 0) return false;
  }
  return true;
}

Problem check_scalars(const Program& program) {
  for (std::size_t i = 0; i < program.number_ranges.size(); ++i) {
    const NumberRangeRow& row = program.number_ranges[i];
    if (!is_canonical(row.low) || !is_canonical(row.high)) {
      return problem("number_ranges", i, "an end is no number in its one representation");
    }
  }
  for (std::size_t i = 0; i < program.time_ranges.size(); ++i) {
    const TimeRangeRow& row = program.time_ranges[i];
    if (!is_sound(row.begin) || !is_sound(row.end)) return problem("time_ranges", i, "an end is no instant");
  }
  for (std::size_t i = 0; i < program.networks.size(); ++i) {
    if (!is_sound(program.networks[i])) return problem("networks", i, "its prefix, family or host bits are wrong");
  }
  return std::nullopt;
}

Problem check_regexes(const Program& program) {
  constexpr std::uint32_t kAllFlags = RegexRow::kIgnoreCase | RegexRow::kMultiLine | RegexRow::kDotAll;
  for (std::size_t i = 0; i < program.regexes.size(); ++i) {
    const RegexRow& row = program.regexes[i];
    if (!is_string(program, row.pattern)) return problem("regexes", i, "its pattern is no string");
    if ((row.flags & ~kAllFlags) != 0) return problem("regexes", i, "its flags are unknown");
    const auto regex = compile_regex(program.string(row.pattern), row.flags);
    if (!regex) return problem("regexes", i, regex.error());
  }
  return std::nullopt;
}

// No row belongs to two sets, so that what is made of the sets is not larger than the tables.
Problem check_sets(const Program& program) {
  std::uint64_t strings = 0, numbers = 0, times = 0, networks = 0;
  for (std::size_t i = 0; i < program.set_strings.size(); ++i) {
    if (!is_string(program, program.set_strings[i])) return problem("set_strings", i, "it is no string");
  }
  for (std::size_t i = 0; i < program.sets.size(); ++i) {
    const SetRow& row = program.sets[i];
    if (!is_range_of(program.set_strings, row.first_string, row.string_count) ||
        !is_range_of(program.number_ranges, row.first_number_range, row.number_range_count) ||
        !is_range_of(program.time_ranges, row.first_time_range, row.time_range_count) ||
        !is_range_of(program.networks, row.first_network, row.network_count)) {
      return problem("sets", i, "its items reach beyond their table");
    }
    if (row.booleans > 3) return problem("sets", i, "its truth values are unknown");
    strings += row.string_count;
    numbers += row.number_range_count;
    times += row.time_range_count;
    networks += row.network_count;
  }
  if (strings > program.set_strings.size() || numbers > program.number_ranges.size() ||
      times > program.time_ranges.size() || networks > program.networks.size()) {
    return "sets: they have more items than their tables";
  }
  return std::nullopt;
}

bool has_keys(const Program& program, const TableRow& row) {
  switch (row.key) {
    case TableKey::string: return is_range_of(program.set_strings, row.first_key, row.row_count);
    case TableKey::database: return row.row_count == 0 && is_string(program, row.first_key);
    case TableKey::network: return is_range_of(program.networks, row.first_key, row.row_count);
    case TableKey::number: {
      if (!is_range_of(program.number_ranges, row.first_key, row.row_count)) return false;
      const auto keys = std::span(program.number_ranges).subspan(row.first_key, row.row_count);
      return std::all_of(keys.begin(), keys.end(), [](const NumberRangeRow& range) {
        return range.low.kind == range.high.kind && range.low.bits == range.high.bits;
      });
    }
  }
  return false;
}

// No value belongs to two tables, for the same reason as above.
Problem check_tables(const Program& program) {
  for (std::size_t i = 0; i < program.table_values.size(); ++i) {
    const Index value = program.table_values[i];
    if (!is_string(program, value) || !program.string(value).starts_with('{') ||
        !is_strict_json(program.string(value))) {
      return problem("table_values", i, "it is no JSON object");
    }
  }
  std::uint64_t values = 0;
  for (std::size_t i = 0; i < program.tables.size(); ++i) {
    const TableRow& row = program.tables[i];
    if (!is_string(program, row.name)) return problem("tables", i, "its name is no string");
    if (!has_keys(program, row)) return problem("tables", i, "its keys are none, or reach beyond their table");
    if (!is_range_of(program.table_values, row.first_value, row.row_count)) {
      return problem("tables", i, "its values reach beyond their table");
    }
    values += row.row_count;
  }
  if (values > program.table_values.size()) return "tables: they have more values than their table";
  return std::nullopt;
}

// What the kind does not use is as it is in an empty row, so that equal constants are equal bytes.
bool is_sound(const Program& program, const ConstantRow& row) {
  const bool has_string = row.string != kNone;
  const bool has_number = row.number.kind != 0 || row.number.bits != 0;
  if (!is_canonical(row.number) || row.number.inclusive != 1) return false;
  switch (row.kind) {
    case ConstantKind::string: return is_string(program, row.string) && !has_number && row.boolean == 0;
    case ConstantKind::number: return !has_string && row.boolean == 0;
    case ConstantKind::boolean: return !has_string && !has_number && row.boolean <= 1;
  }
  return false;
}

Problem check_constants(const Program& program) {
  for (std::size_t i = 0; i < program.constants.size(); ++i) {
    if (!is_sound(program, program.constants[i])) return problem("constants", i, "its fields do not fit its kind");
  }
  return std::nullopt;
}

bool are_keys_first(const Program& program, const RuleRow& row) {
  if (row.key_count > row.output_count || (row.dedup_milliseconds != 0) != (row.key_count != 0)) return false;
  for (Index i = 0; i < row.output_count; ++i) {
    const OutputRole role = program.outputs[row.first_output + i].role;
    if ((role == OutputRole::key || role == OutputRole::optional_key) != (i < row.key_count)) return false;
  }
  return true;
}

Problem check_descriptions(const Program& program) {
  for (std::size_t i = 0; i < program.sources.size(); ++i) {
    if (!is_string(program, program.sources[i])) return problem("sources", i, "its name is no string");
  }
  for (std::size_t i = 0; i < program.lines.size(); ++i) {
    if (program.lines[i].source >= program.sources.size()) return problem("lines", i, "its source is unknown");
  }
  for (std::size_t i = 0; i < program.metas.size(); ++i) {
    const MetaRow& row = program.metas[i];
    if (row.key >= meta_keys().size()) return problem("metas", i, "its key is unknown");
    if (!is_string(program, row.value)) return problem("metas", i, "its value is no string");
  }
  std::uint64_t metas = 0, outputs = 0;
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    const RuleRow& row = program.rules[i];
    if (!is_string(program, row.name)) return problem("rules", i, "its name is no string");
    if (!is_string(program, row.title)) return problem("rules", i, "its title is no string");
    if (row.level >= level_names().size()) return problem("rules", i, "its level is unknown");
    if (!is_range_of(program.metas, row.first_meta, row.meta_count)) {
      return problem("rules", i, "its metadata reaches beyond the table");
    }
    if (!is_range_of(program.outputs, row.first_output, row.output_count)) {
      return problem("rules", i, "its outputs reach beyond the table");
    }
    if (!are_keys_first(program, row)) return problem("rules", i, "its keys are not its first outputs");
    if (row.line.source >= program.sources.size()) return problem("rules", i, "its source is unknown");
    metas += row.meta_count;
    outputs += row.output_count;
  }
  if (metas > program.metas.size()) return "rules: they have more metadata than its table";
  if (outputs > program.outputs.size()) return "rules: they have more outputs than their table";
  return std::nullopt;
}

}  // namespace

Problem check_values(const Program& program) {
  for (const auto check :
       {check_strings, check_scalars, check_regexes, check_sets, check_tables, check_constants, check_descriptions}) {
    if (auto found = check(program)) return found;
  }
  return std::nullopt;
}

}  // namespace spoor::verification
