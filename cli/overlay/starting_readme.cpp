#include <fmt/format.h>

#include "cli/overlay/starting_overlay.h"

namespace spoor {

namespace {

// {0}: the pack, {1}: options with which commands find it.
constexpr std::string_view kReadme = R"(# Rules of this site

This folder says what is different here from the pack `{0}`, whose rules run with it. The pack itself is not copied, so
that its next version needs no merge.

| file | holds |
|---|---|
| `site.spoor` | the site's lists and params, its tuning of single rules, and rules of its own |
| `spoor.toml` | how strictly the rules in this folder are checked |

## Next

1. Fill the lists in `site.spoor`. Each says what it does while it is empty.
2. See what is found in logs of a normal week, and take away what is harmless, by name and with a reason. Examples stand in
   `site.spoor`; `spoor show RULE` prints the rule that is to be tuned.
3. Replace the rule at the end by one that only you can write. Its tests show how a rule is proven.

```sh
spoor check{1} .                # errors, as an editor shows them
spoor lint{1} .                 # what is suspicious
spoor test{1} .                 # the tests of the site and of the pack
spoor fmt --check .
spoor scan{1} --rules . LOGS    # the pack, as it is tuned here
spoor docs{1} . --format html -o rules.html
```

Where each change is to be checked, run the first four: they end with another code than 0 if something is wrong.
)";

}  // namespace

std::string starting_readme(const OverlayRequest& request) {
  std::string options;
  for (const std::string& folder : request.pack_path) options += " --pack-path " + folder;
  return fmt::format(fmt::runtime(kReadme), request.pack.name, options);
}

std::vector<SourceText> starting_overlay(const OverlayRequest& request) {
  return {{"README.md", starting_readme(request)},
          {"site.spoor", starting_rules(request)},
          {"spoor.toml", starting_settings()}};
}

}  // namespace spoor
