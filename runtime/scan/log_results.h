#pragma once

#include <variant>

#include "runtime/scan/worker.h"

namespace spoor {

// Takes what is made of a log, in the order of its bytes.
class LogResults {
 public:
  virtual ~LogResults() = default;
  // Both return false when nothing more of the log is wanted.
  virtual bool add_finding(const Finding& finding, bool has_cut_keys) = 0;
  virtual bool add_bad(const BadInput& bad) = 0;
  virtual void add_skipped(std::string_view reason) = 0;
  virtual void add_record() = 0;
  virtual void add_time(Instant time) = 0;  // of a record
};

// What is made of one file, handed on at once.
class FileResults : public LogResults {
 public:
  FileResults(Workload& workload, const WorkerCalls& calls, std::uint32_t file)
      : workload_(workload), calls_(calls), file_(file) {}

  std::uint32_t file() const { return file_; }

  bool add_finding(const Finding& finding, bool has_cut_keys) override;
  bool add_bad(const BadInput& bad) override;
  void add_skipped(std::string_view reason) override;
  void add_record() override;
  void add_time(Instant time) override;

  // Behind the file.
  void finish();

 private:
  Workload& workload_;
  const WorkerCalls& calls_;
  std::uint32_t file_;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
  std::vector<std::string> skipped_;  // reasons, each once
  std::optional<Instant> newest_;
};

// What is made of a part of a file, its records numbered from 1, while the parts before it are read.
class HeldResults : public LogResults {
 public:
  bool add_finding(const Finding& finding, bool has_cut_keys) override;
  bool add_bad(const BadInput& bad) override;
  void add_skipped(std::string_view reason) override { held_.emplace_back(std::string(reason)); }
  void add_record() override { ++records_; }
  void add_time(Instant time) override;

  std::size_t bytes() const { return bytes_; }  // about

  // Hands all on and forgets it; false when nothing more of the log is wanted. `before`: records that stand before the
  // part.
  bool pour_into(FileResults& results, std::uint64_t before);

 private:
  struct HeldFinding {
    Finding finding;
    bool has_cut_keys;
  };
  std::vector<std::variant<HeldFinding, BadInput, std::string>> held_;
  std::uint64_t records_ = 0;
  std::size_t bytes_ = 0;
  std::optional<Instant> newest_;
};

}  // namespace spoor
