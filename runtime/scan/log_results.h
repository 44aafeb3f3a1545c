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
  virtual void add_record(std::uint64_t number) = 0;     // a good one; ascending
  virtual void add_time(Instant time, Place place) = 0;  // of a record

  // What a record is to a rule with memory. False when nothing more of the log is wanted.
  virtual bool add_tuple(std::string_view tuple, Place place) = 0;
  virtual void add_without_key(Index rule) = 0;  // a record that met a step of it
  virtual void add_untimed() = 0;                // a record that met a step of some rule
  virtual void add_late() = 0;                   // a record
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
  void add_record(std::uint64_t number) override;
  void add_time(Instant time, Place place) override;
  void add_newest(const Newest& newest, std::uint64_t before) { newest_.add(newest, before); }
  void add_records(std::uint64_t count, std::uint64_t last_record);
  bool add_tuple(std::string_view tuple, Place place) override;
  void add_without_key(Index rule) override { workload_.add_without_key(rule); }
  void add_untimed() override { workload_.add_untimed(); }
  void add_late() override { workload_.add_late(); }

  // Behind the file.
  void finish();

 private:
  Workload& workload_;
  const WorkerCalls& calls_;
  std::uint32_t file_;
  std::uint64_t records_ = 0, last_record_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
  std::vector<std::string> skipped_;  // reasons, each once
  Newest newest_;
};

// What is made of a part of a file, its records numbered from 1, while the parts before it are read.
class HeldResults : public LogResults {
 public:
  bool add_finding(const Finding& finding, bool has_cut_keys) override;
  bool add_bad(const BadInput& bad) override;
  void add_skipped(std::string_view reason) override { held_.emplace_back(std::string(reason)); }
  void add_record(std::uint64_t number) override {
    ++records_;
    last_record_ = number;
  }
  void add_time(Instant time, Place place) override;
  bool add_tuple(std::string_view tuple, Place place) override;
  void add_without_key(Index rule) override { without_key_.push_back(rule); }
  void add_untimed() override { ++untimed_; }
  void add_late() override { ++late_; }

  std::size_t bytes() const { return bytes_; }  // about

  // Hands all on and forgets it; false when nothing more of the log is wanted. `before`: records that stand before the
  // part.
  bool pour_into(FileResults& results, std::uint64_t before);

 private:
  struct HeldFinding {
    Finding finding;
    bool has_cut_keys;
  };
  struct HeldTuple {
    std::string bytes;
    Place place;
  };
  std::vector<std::variant<HeldFinding, BadInput, std::string, HeldTuple>> held_;
  std::vector<Index> without_key_;  // rules, one for each record
  std::uint64_t untimed_ = 0, late_ = 0;
  std::uint64_t records_ = 0, last_record_ = 0;
  std::size_t bytes_ = 0;
  Newest newest_;
};

}  // namespace spoor
