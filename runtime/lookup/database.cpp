#include "runtime/lookup/database.h"

#include <maxminddb.h>
#include <netinet/in.h>

#include <algorithm>

#include "runtime/lookup/database_row.h"

namespace spoor {

namespace {

template <typename SocketAddress>
MMDB_lookup_result_s look_up(const MMDB_s& file, const SocketAddress& address, int& error) {
  return MMDB_lookup_sockaddr(&file, reinterpret_cast<const sockaddr*>(&address), &error);
}

MMDB_lookup_result_s look_up(const MMDB_s& file, const Address& address, int& error) {
  switch (address.family) {
    case AddressFamily::ipv4: {
      sockaddr_in asked{};
      asked.sin_family = AF_INET;
      std::copy_n(address.bytes.begin(), 4, reinterpret_cast<std::uint8_t*>(&asked.sin_addr));
      return look_up(file, asked, error);
    }
    case AddressFamily::ipv6: {
      sockaddr_in6 asked{};
      asked.sin6_family = AF_INET6;
      std::copy_n(address.bytes.begin(), 16, reinterpret_cast<std::uint8_t*>(&asked.sin6_addr));
      return look_up(file, asked, error);
    }
  }
  return {};
}

}  // namespace

Database::Database() = default;

Database::~Database() {
  if (file_) MMDB_close(file_.get());
}

tl::expected<std::unique_ptr<const Database>, std::string> Database::open(const std::string& path) {
  std::unique_ptr<Database> database(new Database());
  auto file = std::make_unique<MMDB_s>();
  const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, file.get());
  if (status != MMDB_SUCCESS) return tl::unexpected(std::string(MMDB_strerror(status)));
  database->file_ = std::move(file);
  return database;
}

bool Database::append_row(const Address& address, std::string& out) const {
  int error = MMDB_SUCCESS;
  const MMDB_lookup_result_s found = look_up(*file_, address, error);
  if (error != MMDB_SUCCESS || !found.found_entry) return false;
  return append_database_row({file_->data_section, file_->data_section_size}, found.entry.offset, out);
}

}  // namespace spoor
