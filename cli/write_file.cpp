#include "cli/write_file.h"

#include "cli/render/output.h"
#include "cli/terminal.h"

namespace spoor {

bool write_file(const std::string& path, std::string_view text) {
  auto file = Output::open(path);
  if (!file) {
    print_error(file.error());
    return false;
  }
  file->write(text);
  const auto written = file->finish();
  if (!written) print_error(written.error());
  return written.has_value();
}

}  // namespace spoor
