/* libspoor: detection rules over records in memory. Rules are a compiled pack, which `spoor compile` makes.
 *
 *   spoor_rules *rules;     one, shared by all threads
 *   spoor_matcher *matcher; one for each thread
 *   spoor_load(bytes, size, &rules, &error);
 *   spoor_matcher_new(rules, 0, &matcher, &error);
 *   spoor_match(matcher, buffer, buffer_size, &callbacks, &error);
 *
 * No function throws, prints, ends the process, or keeps state outside of what it is given. All text is UTF-8. The
 * manual, spec/embedding.md, says how records are read and what a finding means. */
#ifndef SPOOR_SPOOR_H
#define SPOOR_SPOOR_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define SPOOR_API __attribute__((visibility("default")))
#else
#define SPOOR_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised when a program must be compiled anew. Structs that the library hands out may grow at their end without that.
 */
#define SPOOR_ABI_VERSION 1

/* That of the library that runs; a program compares it with SPOOR_ABI_VERSION, with which it was compiled. */
SPOOR_API uint32_t spoor_abi_version(void);

/* As in `spoor --version`: "0.1.0". */
SPOOR_API const char* spoor_version(void);

typedef enum spoor_status {
  SPOOR_OK = 0,
  SPOOR_STOPPED = 1,    /* a callback wanted no more */
  SPOOR_MISUSE = 2,     /* an argument is not as this header says; nothing was done */
  SPOOR_NO_MEMORY = 3,  /* what was given out before is still good */
  SPOOR_UNREADABLE = 4, /* the file cannot be read */
  SPOOR_BAD_PACK = 5,   /* no compiled pack, a damaged one, one of another version, or one that lacks its database */
  SPOOR_FAILED = 6      /* what none of the others says: a thread that could not be started, a mistake in Spoor */
} spoor_status;

/* The constant's name; "unknown" for a number that is none of them. */
SPOOR_API const char* spoor_status_name(int status);

/* Why a call failed: a sentence that ends with a zero byte, cut where it is longer. Empty after SPOOR_OK and
 * SPOOR_STOPPED. Every function takes NULL for it. */
typedef struct spoor_error {
  char text[512];
} spoor_error;

/* Bytes without a zero behind them; `data` is never NULL in what the library hands out. */
typedef struct spoor_text {
  const char* data;
  size_t size;
} spoor_text;

typedef enum spoor_severity {
  SPOOR_INFO = 0,
  SPOOR_LOW = 1,
  SPOOR_MEDIUM = 2,
  SPOOR_HIGH = 3,
  SPOOR_CRITICAL = 4
} spoor_severity;

/* "info" to "critical"; "unknown" for a number that is none of them. */
SPOOR_API const char* spoor_severity_name(int severity);

/* The rules of a compiled pack, ready to run. Immutable: any number of threads may use them at once. */
typedef struct spoor_rules spoor_rules;

/* Loads a compiled pack from memory, which may be freed afterwards. The bytes are checked whole: whoever
 * made them, they can at worst be refused. On failure *rules is NULL. */
SPOOR_API spoor_status spoor_load(const void* bytes, size_t size, spoor_rules** rules, spoor_error* error);

/* The same of a file; `path` ends with a zero byte. */
SPOOR_API spoor_status spoor_load_file(const char* path, spoor_rules** rules, spoor_error* error);

/* Matchers keep what they need, so they may outlive their rules. NULL is fine. */
SPOOR_API void spoor_rules_free(spoor_rules* rules);

typedef struct spoor_rule {
  spoor_text name;  /* with its pack: aws.core.trail_stopped */
  spoor_text title; /* the name where the rule has none */
  spoor_severity severity;
  uint64_t dedup_milliseconds; /* how long a finding stands for its repeats, see spoor_finding.group; 0: it does not */
  uint32_t needs_memory; /* 1: it looks at more than one record, so spoor_match, which remembers none, never finds it */
} spoor_rule;

/* 0 for NULL. */
SPOOR_API size_t spoor_rule_count(const spoor_rules* rules);

/* NULL if there is no such rule. Valid as long as the rules, or a matcher of them. */
SPOOR_API const spoor_rule* spoor_rule_at(const spoor_rules* rules, size_t index);

/* What a rule found in a record. Valid until the callback returns. */
typedef struct spoor_finding {
  const spoor_rule* rule;
  size_t rule_index;
  spoor_text id;       /* 32 hexadecimal digits, the same as `spoor scan` gives it */
  spoor_text time;     /* of the record, in UTC where it can be read: 2024-07-31T13:06:24Z; empty if it has none */
  spoor_text event_id; /* of the record; empty if it has none */
  spoor_text account;  /* whose log it is; empty if it does not say */
  spoor_text message;  /* what the rule says of the record; its title where it says nothing */
  spoor_text fields;   /* values that the rule names: a JSON object, {} where it names none */
  spoor_text group;    /* of a rule with `dedup`: the values of its keys, a JSON object; empty: it stands for itself */
  spoor_text record;   /* the record as it stood, from { to }, secrets included */
  uint64_t number;     /* of the record in the buffer, from 1; bad records count */
  uint64_t offset;     /* where it, or what it is wrapped in, begins in the buffer (unpacked, if that is packed) */
} spoor_finding;

/* Something in the buffer that could not be read. All around it was. Valid until the callback returns. */
typedef struct spoor_bad_record {
  uint64_t number;   /* from 1; 0: not one record but the buffer */
  uint64_t offset;   /* as of a finding */
  spoor_text reason; /* a clause without full stop */
} spoor_bad_record;

/* What callbacks return. Every other number stops, too. */
enum { SPOOR_GO_ON = 0, SPOOR_STOP = 1 };

/* Called during spoor_match, on its thread, with `context`. They may use everything here but the matcher that calls
 * them, and must return: no exception, no longjmp. All three are needed, since nothing is passed over in silence. */
typedef struct spoor_callbacks {
  size_t size; /* sizeof(spoor_callbacks) */
  void* context;
  int (*on_finding)(void* context, const spoor_finding* finding);
  int (*on_bad)(void* context, const spoor_bad_record* bad);
  /* The buffer, or something in it, is known and holds no records, a digest for one: once for each reason. */
  void (*on_skipped)(void* context, spoor_text reason);
} spoor_callbacks;

/* Evaluates rules on one thread at a time, and keeps its memory from call to call. */
typedef struct spoor_matcher spoor_matcher;

/* For `flags`: messages and fields show secrets, which are *** otherwise. */
#define SPOOR_SHOW_SECRETS 1u

/* On failure *matcher is NULL. */
SPOOR_API spoor_status spoor_matcher_new(const spoor_rules* rules, uint32_t flags, spoor_matcher** matcher,
                                         spoor_error* error);

/* REQUIRES: no spoor_match of it is under way. NULL is fine. */
SPOOR_API void spoor_matcher_free(spoor_matcher* matcher);

/* Evaluates every rule that needs no memory on every record of a buffer: one record, NDJSON, an array,
 * {"Records": [...]}, or any other form that `spoor scan` reads of a file, packed or not. Records come in their order,
 * the findings of one in the order of rules. The buffer needs no padding, alignment or zero byte, is not written to,
 * and not used after the call. It must hold whole records: one that is cut off at its end is bad. An empty buffer holds
 * none.
 *
 * Nothing is remembered from one call to the next. After a failure the matcher may be used again; callbacks that were
 * called are not called back. A matcher that is in use, on another thread or by the caller of a callback, is a
 * SPOOR_MISUSE. */
SPOOR_API spoor_status spoor_match(spoor_matcher* matcher, const void* bytes, size_t size,
                                   const spoor_callbacks* callbacks, spoor_error* error);

#ifdef __cplusplus
}
#endif

#endif
