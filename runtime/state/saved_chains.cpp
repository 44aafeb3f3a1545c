#include "runtime/state/saved_chains.h"

#include "runtime/state/correlator.h"

namespace spoor {

std::uint64_t ChainWriter::number_of_record(RecordPool::Slot slot) {
  if (slot == RecordPool::kNone) return 0;
  const auto [place, is_new] = record_numbers_.try_emplace(slot, record_numbers_.size() + 1);
  if (is_new) save_text(records_.bytes(slot), saved_records_);
  return place->second;
}

std::uint64_t ChainWriter::number_of_chain(ChainPool::Ref ref) {
  if (ref == ChainPool::kNone) return 0;
  const auto [place, is_new] = chain_numbers_.try_emplace(ref, chain_numbers_.size() + 1);
  if (!is_new) return place->second;
  const Chain& chain = chains_[ref];
  save_time(chain.start, saved_chains_);
  save_count(chain.start_number, saved_chains_);
  save_count(chain.count, saved_chains_);
  save_wide(chain.identities, saved_chains_);
  for (const auto* slots : {&chain.newest, &chain.last}) {
    save_count(slots->size(), saved_chains_);
    for (const RecordPool::Slot slot : *slots) save_count(number_of_record(slot), saved_chains_);
  }
  return place->second;
}

void ChainWriter::append_to(std::string& out) const {
  save_count(record_numbers_.size(), out);
  out += saved_records_;
  save_count(chain_numbers_.size(), out);
  out += saved_chains_;
}

ChainReader::ChainReader(SavedReader& reader, RecordPool& records, ChainPool& chains)
    : reader_(reader), records_(records), chains_(chains) {
  for (std::size_t left = reader_.length(1); left > 0 && !reader_.has_failed(); --left) {
    const std::string_view bytes = reader_.text();
    reader_.require(RuleState::is_tuple(bytes));
    if (!reader_.has_failed()) slots_.push_back(records_.add(bytes));
  }
  for (std::size_t left = reader_.length(8 + 1 + 1 + 16 + 1 + 1); left > 0 && !reader_.has_failed(); --left)
    load_chain();
}

ChainReader::~ChainReader() {
  for (const ChainPool::Ref ref : refs_) chains_.release(ref);
  for (const RecordPool::Slot slot : slots_) records_.release(slot);
}

void ChainReader::load_chain() {
  const ChainPool::Ref ref = chains_.add(ChainPool::kNone);
  Chain& chain = chains_[ref];
  chain.start = reader_.time();
  chain.start_number = reader_.count();
  chain.count = reader_.count();
  chain.identities = reader_.wide();
  for (auto* slots : {&chain.newest, &chain.last}) {
    const std::size_t size = reader_.length(1);
    reader_.require(size > 0 && (slots == &chain.last || size <= Firing::kMaxRecords));
    for (std::size_t left = size; left > 0 && !reader_.has_failed(); --left) {
      const std::uint64_t number = reader_.count();
      reader_.require(number > 0 && number <= slots_.size());
      if (!reader_.has_failed()) slots->push_back(slots_[number - 1]);
    }
  }
  chains_.seal(ref);
  refs_.push_back(ref);
}

RecordPool::Slot ChainReader::next_record() {
  const std::uint64_t number = reader_.count();
  reader_.require(number <= slots_.size());
  if (number == 0 || reader_.has_failed()) return RecordPool::kNone;
  records_.use(slots_[number - 1]);
  return slots_[number - 1];
}

ChainPool::Ref ChainReader::next_chain() {
  const std::uint64_t number = reader_.count();
  reader_.require(number <= refs_.size());
  if (number == 0 || reader_.has_failed()) return ChainPool::kNone;
  chains_.use(refs_[number - 1]);
  return refs_[number - 1];
}

}  // namespace spoor
