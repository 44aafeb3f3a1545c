#include "tests/bench/scan_works.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

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

int run_alone(char** words) {
  int status = -1;
  rusage usage{};
  const double taken = seconds([&] {
    const pid_t child = fork();
    if (child == 0) {
      execv(words[0], words);
      _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) status = -1;
  });
  std::printf("%.6f %ld\n", taken, usage.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

SpoorRun run_spoor(const std::string& spoor, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {"spoor_benchmark", std::string(kRunAlone), spoor, "scan", "--quiet"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execv("/proc/self/exe", pointers.data());
    _exit(127);
  }
  close(ends[1]);
  SpoorRun run;
  std::FILE* printed = fdopen(ends[0], "r");
  const bool is_read = std::fscanf(printed, "%lf %ld", &run.seconds, &run.peak_kilobytes) == 2;
  std::fclose(printed);
  int status = 0;
  run.is_good =
      child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 && is_read;
  return run;
}

}  // namespace spoor::bench
