#include "compiler/read_list.h"

#include <fmt/format.h>

#include "compiler/distinct_items.h"
#include "compiler/item_type.h"
#include "compiler/line_report.h"
#include "lang/lexeme.h"

namespace spoor {

namespace {

class ListReader {
 public:
  ListReader(const SourceFile& file, SourceId id, const ast::List& list, Diagnostics& diagnostics)
      : text_(file.text()),
        id_(id),
        declared_(list),
        diagnostics_(diagnostics),
        wrong_(DiagnosticKind::bad_list_item, diagnostics),
        masked_(DiagnosticKind::host_bits, diagnostics) {
    list_.name = list.name;
    list_.type = list.type == ast::ValueType::none ? ast::ValueType::string : list.type;
    list_.text = text_;
  }

  LoadedList read() {
    std::size_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read_line(at, end);
      at = end + 1;
    }
    if (list_.size() == 0 && wrong_.count() == 0) {
      diagnostics_.push_back({.kind = DiagnosticKind::empty_list,
                              .span = declared_.from->span,
                              .message = fmt::format("list `{}` has no items: nothing is in it", declared_.name),
                              .label = ""});
    }
    report_repeated();
    return std::move(list_);
  }

 private:
  void read_line(std::size_t begin, std::size_t end) {
    while (begin < end && is_space(text_[begin])) ++begin;
    if (begin == end || text_[begin] == '#') return;
    if (list_.type != ast::ValueType::string)
      end = begin + std::min(end - begin, text_.substr(begin, end - begin).find('#'));
    while (is_space(text_[end - 1])) --end;
    const Span span{id_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (!add(text_.substr(begin, end - begin), span)) report_wrong(span);
  }

  bool add(std::string_view item, Span span) {
    if (list_.type == ast::ValueType::string) {
      if (!has_warned_) has_warned_ = warn_of_network(declared_, item, diagnostics_);
      const auto known = distinct_.add(item, [this](std::uint32_t i) { return list_.string(i); });
      if (!note_repeated(known, span)) list_.strings.push_back({span.begin, span.end - span.begin});
      return true;
    }
    if (list_.type == ast::ValueType::integer) {
      const auto number = read_integer(item);
      if (!number) return false;
      const auto known = distinct_.add(*number, [this](std::uint32_t i) { return list_.numbers[i]; });
      if (!note_repeated(known, span)) list_.numbers.push_back(*number);
      return true;
    }
    const auto parsed = read_network(item, list_.type);
    if (!parsed) return false;
    if (parsed->has_host_bits) report_masked(parsed->network, span);
    const auto known = distinct_.add(parsed->network, [this](std::uint32_t i) { return list_.networks[i]; });
    if (!note_repeated(known, span)) list_.networks.push_back(parsed->network);
    return true;
  }

  bool note_repeated(std::optional<std::uint32_t> known, Span span) {
    if (known && repeated_++ == 0) first_repeated_ = span;
    return known.has_value();
  }

  void report_wrong(Span span) {
    wrong_.add(span, [&] {
      return Diagnostic{
          .kind = DiagnosticKind::bad_list_item,
          .span = span,
          .message = fmt::format("{} is no item for a list of type `{}`",
                                 shown(text_.substr(span.begin, span.end - span.begin)), type_name(list_.type)),
          .label = "",
          .labels = {{declared_.name_span, "the list"}}};
    });
  }

  void report_masked(const Network& network, Span span) {
    masked_.add(span, [&] {
      return Diagnostic{.kind = DiagnosticKind::host_bits,
                        .span = span,
                        .message = fmt::format("{} has host bits, which are masked",
                                               shown(text_.substr(span.begin, span.end - span.begin))),
                        .label = "",
                        .help = fmt::format("write `{}`", to_text(network)),
                        .fixes = {{span, to_text(network)}}};
    });
  }

  void report_repeated() {
    if (repeated_ == 0) return;
    diagnostics_.push_back({.kind = DiagnosticKind::repeated_item,
                            .span = first_repeated_,
                            .message = fmt::format("list `{}` says {} item{} again, here the first of them",
                                                   declared_.name, repeated_, repeated_ == 1 ? "" : "s"),
                            .label = "",
                            .help = "an item counts once; the line may go"});
  }

  std::string_view text_;
  SourceId id_;
  const ast::List& declared_;
  Diagnostics& diagnostics_;
  LineReport wrong_;
  LineReport masked_;
  LoadedList list_;
  DistinctItems distinct_;
  bool has_warned_ = false;
  std::size_t repeated_ = 0;
  Span first_repeated_;
};

}  // namespace

LoadedList read_list(const SourceFile& file, SourceId id, const ast::List& list, Diagnostics& diagnostics) {
  return ListReader(file, id, list, diagnostics).read();
}

}  // namespace spoor
