/* Prints what the rules of a compiled pack find in the records on standard input, one JSON record a line: severity,
 * rule, line, message and fields, between tabs.
 *
 *   cc findings.c $(pkg-config --cflags --libs spoor) -o findings
 *   ./findings aws.spoorc <records.ndjson
 *
 * Exit code 0: done; 2: the rules or the input cannot be used; 3: done, but some records could not be read. */
#define _POSIX_C_SOURCE 200809L /* getline */

#include <spoor/spoor.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

struct run {
  unsigned long long line; /* from 1 */
  unsigned long long bad;
};

static int print_finding(void* context, const spoor_finding* finding) {
  const struct run* run = context;
  printf("%s\t%.*s\t%llu\t%.*s\t%.*s\n", spoor_severity_name(finding->rule->severity), (int)finding->rule->name.size,
         finding->rule->name.data, run->line, (int)finding->message.size, finding->message.data,
         (int)finding->fields.size, finding->fields.data);
  return SPOOR_GO_ON;
}

static int print_bad(void* context, const spoor_bad_record* bad) {
  struct run* run = context;
  fprintf(stderr, "line %llu: %.*s\n", run->line, (int)bad->reason.size, bad->reason.data);
  ++run->bad;
  return SPOOR_GO_ON;
}

static void print_skipped(void* context, spoor_text reason) {
  const struct run* run = context;
  fprintf(stderr, "line %llu: skipped, %.*s\n", run->line, (int)reason.size, reason.data);
}

/* Ends the program if a call failed. */
static void check(spoor_status status, const spoor_error* error) {
  if (status == SPOOR_OK) return;
  fprintf(stderr, "%s: %s\n", spoor_status_name(status), error->text);
  exit(2);
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: findings PACK.spoorc <RECORDS.ndjson\n");
    return 2;
  }
  spoor_error error;
  spoor_rules* rules;
  spoor_matcher* matcher;
  check(spoor_load_file(argv[1], &rules, &error), &error);
  check(spoor_matcher_new(rules, 0, &matcher, &error), &error);

  struct run run = {0, 0};
  const spoor_callbacks callbacks = {sizeof callbacks, &run, print_finding, print_bad, print_skipped};
  char* line = NULL;
  size_t room = 0;
  ssize_t size;
  while ((size = getline(&line, &room, stdin)) >= 0) {
    ++run.line;
    check(spoor_match(matcher, line, (size_t)size, &callbacks, &error), &error);
  }
  free(line);
  spoor_matcher_free(matcher);
  spoor_rules_free(rules);
  if (ferror(stdin)) {
    fprintf(stderr, "standard input cannot be read\n");
    return 2;
  }
  return run.bad > 0 ? 3 : 0;
}
