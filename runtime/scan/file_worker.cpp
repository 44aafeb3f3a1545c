#include "runtime/scan/file_worker.h"

namespace spoor {

void FileWorker::read_files() {
  while (const auto file = workload_.next_file()) {
    file_ = *file;
    records_ = 0;
    is_skipped_ = is_damaged_ = false;
    reader_.read(workload_.request().logs.files[file_].input, *this);
    workload_.finish_file(file_, records_, !is_skipped_ || is_damaged_ || records_ > 0);
  }
}

bool FileWorker::on_record(const LogRecord& record) {
  if (workload_.is_stopped()) return false;
  ++records_;
  workload_.progress().records.fetch_add(1, std::memory_order_relaxed);
  look_at(record);
  return true;
}

bool FileWorker::on_bad(const BadInput& bad) {
  if (workload_.is_stopped() && bad.record == 0) return false;
  is_damaged_ = true;
  workload_.add_bad(file_, bad);
  if (workload_.request().is_strict) workload_.end();
  return !workload_.request().is_strict;
}

void FileWorker::on_skipped(std::string_view reason) {
  is_skipped_ = true;
  workload_.add_skipped(file_, reason);
}

void FileWorker::on_bytes(std::uint64_t count) {
  workload_.progress().bytes.fetch_add(count, std::memory_order_relaxed);
}

}  // namespace spoor
