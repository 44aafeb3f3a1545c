#pragma once

#include "runtime/scan/workload.h"

namespace spoor {

// Reads whole files of a workload, one after the other, each record by itself; one for each thread. What is wrong with
// files goes to the workload, which ends where the request is strict.
class FileWorker : public LogVisitor {
 public:
  // The workload must outlive it.
  explicit FileWorker(Workload& workload) : workload_(workload) {}

  // Until there is no file left, or the run is stopped.
  void read_files();

 protected:
  virtual void look_at(const LogRecord& record) = 0;

  const ScanRequest& request() const { return workload_.request(); }
  std::uint32_t file() const { return file_; }  // that is read

 private:
  bool on_record(const LogRecord& record) override;
  bool on_bad(const BadInput& bad) override;
  void on_skipped(std::string_view reason) override;
  void on_bytes(std::uint64_t count) override;

  Workload& workload_;
  LogReader reader_;
  std::uint32_t file_ = 0;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
};

}  // namespace spoor
