#pragma once

#include <map>
#include <string>
#include <string_view>

namespace spoor {

// One name for a file, however its path is written. Folders are looked up once each.
class FileIdentities {
 public:
  std::string of(const std::string& path);
  // Of a file in the folder (empty: the current one) of which it is known that it is no link.
  std::string of_plain(std::string_view folder, std::string_view file_name);
  // Of the folder itself.
  const std::string& of_folder(std::string_view folder);

 private:
  std::map<std::string, std::string, std::less<>> folders_;
};

}  // namespace spoor
