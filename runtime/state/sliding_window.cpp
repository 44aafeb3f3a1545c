#include "runtime/state/sliding_window.h"

namespace spoor {

namespace {

void add_to(WindowTotals& totals, const WindowTotals& more) {
  totals.count += more.count;
  totals.identities += more.identities;
  totals.amount += more.amount;
}

void take_from(WindowTotals& totals, const WindowTotals& less) {
  totals.count -= less.count;
  totals.identities -= less.identities;
  totals.amount -= less.amount;
}

}  // namespace

void SlidingWindow::clear() {
  entries_.clear();
  totals_ = {};
}

void SlidingWindow::push(const Entry& entry) {
  entries_.push_back(entry);
  add_to(totals_, entry.totals);
}

void SlidingWindow::add(Time time, UnsignedWide identity, UnsignedWide amount) {
  const WindowTotals own{1, identity, amount};
  if (entries_.empty() || entries_.back().time != time) return push({time, own});
  add_to(entries_.back().totals, own);
  add_to(totals_, own);
}

void SlidingWindow::forget_before(Time first) {
  for (; !entries_.empty() && entries_.front().time < first; entries_.pop_front()) {
    take_from(totals_, entries_.front().totals);
  }
}

void SlidingWindow::save_from(Time first, std::string& out) const {
  std::size_t begin = 0;
  while (begin < entries_.size() && entries_[begin].time < first) ++begin;
  save_count(entries_.size() - begin, out);
  for (std::size_t i = begin; i < entries_.size(); ++i) {
    save_time(entries_[i].time, out);
    save_count(entries_[i].totals.count, out);
    save_wide(entries_[i].totals.identities, out);
    save_wide(entries_[i].totals.amount, out);
  }
}

void SlidingWindow::load(SavedReader& reader) {
  for (std::size_t left = reader.length(8 + 1 + 16 + 16); left > 0 && !reader.has_failed(); --left) {
    Entry entry;
    entry.time = reader.time();
    entry.totals.count = reader.count();
    entry.totals.identities = reader.wide();
    entry.totals.amount = reader.wide();
    reader.require(entry.totals.count > 0 && (entries_.empty() || entries_.back().time < entry.time));
    push(entry);
  }
}

}  // namespace spoor
