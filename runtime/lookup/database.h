#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lang/values/address.h"
#include "tl/expected.hpp"

struct MMDB_s;

namespace spoor {

// A MaxMind database, mapped into memory: it must not change while it is open, so it is brought up to date by another
// file that takes its name. Damage, wherever it is, means rows that are not found. Any number of threads may look in.
class Database {
 public:
  // The error says why the file is no database.
  static tl::expected<std::unique_ptr<const Database>, std::string> open(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Appends the row of the smallest network that holds the address, a JSON object. False, and nothing is appended, if
  // there is none.
  bool append_row(const Address& address, std::string& out) const;

 private:
  Database();

  std::unique_ptr<MMDB_s> file_;
};

}  // namespace spoor
