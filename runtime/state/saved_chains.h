#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/state/chains.h"
#include "runtime/state/rule_state.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

// Records and chains as they are saved: each once, under the number that it is given when it is first asked for.
// Number 0 is none.
class ChainWriter {
 public:
  ChainWriter(const RecordPool& records, const ChainPool& chains) : records_(records), chains_(chains) {}

  std::uint64_t number_of_record(RecordPool::Slot slot);
  std::uint64_t number_of_chain(ChainPool::Ref chain);

  // All that was asked for.
  void append_to(std::string& out) const;

 private:
  const RecordPool& records_;
  const ChainPool& chains_;
  std::unordered_map<RecordPool::Slot, std::uint64_t> record_numbers_;
  std::unordered_map<ChainPool::Ref, std::uint64_t> chain_numbers_;
  std::string saved_records_, saved_chains_;
};

// Reads them back into pools. It uses them all until it goes.
class ChainReader {
 public:
  ChainReader(SavedReader& reader, RecordPool& records, ChainPool& chains);
  ~ChainReader();
  ChainReader(const ChainReader&) = delete;
  ChainReader& operator=(const ChainReader&) = delete;

  // The one whose number stands next, used once more; kNone for none.
  RecordPool::Slot next_record();
  ChainPool::Ref next_chain();

 private:
  void load_chain();

  SavedReader& reader_;
  RecordPool& records_;
  ChainPool& chains_;
  std::vector<RecordPool::Slot> slots_;
  std::vector<ChainPool::Ref> refs_;
};

}  // namespace spoor
