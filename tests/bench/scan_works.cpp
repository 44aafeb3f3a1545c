#include "tests/bench/scan_works.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/timing.h"

namespace spoor::bench {

ScanRequest request_of(std::shared_ptr<const PreparedProgram> program, const Walked& logs, unsigned threads) {
  ScanRequest request;
  request.prepared = std::move(program);
  request.logs = logs;
  request.threads = threads;
  return request;
}

Report scan_once(const ScanRequest& request) {
  Progress progress;
  return scan(request, progress, [](const Finding& finding) {
    keep(finding.event.size());
    return true;
  });
}

SpoorRun run_spoor(const std::string& spoor, const std::vector<std::string>& arguments) {
  std::vector<const char*> words = {spoor.c_str(), "scan", "--quiet"};
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  words.push_back(nullptr);
  SpoorRun run;
  run.seconds = seconds([&] {
    const pid_t child = fork();
    if (child < 0) return;
    if (child == 0) {
      execv(spoor.c_str(), const_cast<char* const*>(words.data()));
      _exit(127);
    }
    int status = 0;
    rusage usage{};
    run.is_good = wait4(child, &status, 0, &usage) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    run.peak_kilobytes = usage.ru_maxrss;
  });
  return run;
}

}  // namespace spoor::bench
