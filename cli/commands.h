#pragma once

#include <CLI/CLI.hpp>

namespace spoor {

// Each adds its command; when that was given, `code` is what the process returns.
void add_scan_command(CLI::App& app, int& code);
void add_find_command(CLI::App& app, int& code);
void add_check_command(CLI::App& app, int& code);
void add_test_command(CLI::App& app, int& code);
void add_format_command(CLI::App& app, int& code);
void add_compile_command(CLI::App& app, int& code);
void add_profile_command(CLI::App& app, int& code);
void add_match_command(CLI::App& app, int& code);
void add_correlate_command(CLI::App& app, int& code);
void add_lint_command(CLI::App& app, int& code);
void add_list_command(CLI::App& app, int& code);
void add_show_command(CLI::App& app, int& code);
void add_explain_command(CLI::App& app, int& code);
void add_docs_command(CLI::App& app, int& code);
void add_diff_command(CLI::App& app, int& code);
void add_init_command(CLI::App& app, int& code);
void add_dump_command(CLI::App& app, int& code);

}  // namespace spoor
