#include "runtime/event/decode.h"

#include "runtime/event/path_trie.h"
#include "runtime/json/token_walk.h"

namespace spoor {

// One pass over one record. A value is walked with the nodes of the trie at which it stands. Mostly that is a single
// plain node, and then nothing is kept but the call; else the nodes stand on a stack, those of the value being walked
// on top. Only arrays in arrays and the keys of paths nest calls, so depth is bounded by kMaxDepth.
struct Decoder::Walk {
  const PathTrie& trie;
  const Tokens& tokens;
  Event& event;
  std::vector<Event::Standing>& standing = event.standing_;

  const PathTrie::Node& node_at(std::size_t place) const { return trie.nodes[standing[place].node]; }
  void stand(Index node, bool is_reached) { standing.push_back({node, is_reached}); }

  void keep(const PathTrie::Node& node, Value value) {
    if (node.slot != kNone) event.new_value(node.slot, event.scopes_[node.scope].current) = value;
  }

  Value object_value(std::uint32_t token) const {
    const std::uint32_t begin = tokens.starts[token];
    return Value::from_object({tokens.text + begin, tokens.starts[tokens.closers[token]] - begin + 1});
  }

  // Calls visit(key, its hash, value token) for each member whose key can be decoded.
  template <typename Visit>
  void for_each_key(std::uint32_t object, Visit&& visit) {
    for_each_member(tokens, object, [&](std::uint32_t key_token, std::uint32_t value) {
      const std::string_view raw = raw_key(tokens, key_token);
      const TextHash hash(raw);
      if (hash.escapes == 0) {
        visit(raw, hash.hash, value);
      } else if (const std::optional<std::string_view> key = decode_string(raw, event.arena_)) {
        visit(*key, TextHash(*key).hash, value);
      }
    });
  }

  // A value that was reached at `id` and stands at no other node.
  void walk_at(std::uint32_t token, Index id) {
    if (trie.nodes[id].is_plain()) {
      walk_plain(token, trie.nodes[id]);
      return;
    }
    const std::size_t begin = standing.size();
    stand(id, true);
    walk(token, begin);
    standing.resize(begin);
  }

  void walk_plain(std::uint32_t token, const PathTrie::Node& node) {
    if (tokens.kind(token) == '[') {
      for_each_leaf(tokens, token, [&](std::uint32_t leaf) { walk_plain_leaf(leaf, node); });
    } else {
      walk_plain_leaf(token, node);
    }
  }

  void walk_plain_leaf(std::uint32_t token, const PathTrie::Node& node) {
    if (tokens.kind(token) == '{') {
      keep(node, object_value(token));
      if (node.has_keys) walk_members_of(token, node);
    } else if (node.slot == kNone) {
      return;
    } else if (tokens.kind(token) == '"') {
      // Without escapes, as most are, a string is kept where it stands; decode_scalar() would carry it through memory.
      const std::string_view raw = raw_string(tokens, token);
      if (!has_backslash(raw)) {
        keep(node, Value::from_string(raw));
      } else if (const std::optional<std::string_view> text = decode_escapes(raw, event.arena_)) {
        keep(node, Value::from_string(*text));
      }
    } else if (const std::optional<Value> value = decode_run(tokens, token)) {
      keep(node, *value);
    }
  }

  void walk_members_of(std::uint32_t object, const PathTrie::Node& node) {
    for_each_key(object, [&](std::string_view key, std::uint64_t hash, std::uint32_t value) {
      if (const Index child = trie.find_key(node, key, hash); child != kNone) walk_at(value, child);
    });
  }

  // A value that stands at the nodes from `begin` on. What is pushed on top is left for the caller to drop.
  void walk(std::uint32_t token, std::size_t begin) {
    switch (tokens.kind(token)) {
      case '[': walk_array(token, begin); break;
      case '{': walk_object(token, begin); break;
      default:
        if (const std::optional<Value> value = decode_scalar(tokens, token, event.arena_)) settle(begin, *value);
    }
  }

  // A value that is no array counts as an array of one for `[n]` and `[*]`, and is one element of each quantifier.
  // Adds the nodes at which it stands for that, then keeps it in the slots of all.
  void settle(std::size_t begin, const Value& value) {
    for (std::size_t place = begin; place < standing.size(); ++place) {
      const PathTrie::Node& node = node_at(place);
      if (standing[place].is_reached && node.selects()) {
        if (node.each != kNone) stand(node.each, true);
        if (const Index first = trie.find_index(node, 0); first != kNone) stand(first, true);
        if (const Index last = trie.find_index(node, -1); last != kNone) stand(last, true);
      }
      for (const PathTrie::ElementChild& element : trie.elements(node)) {
        event.add_element(element.scope);
        stand(element.node, true);
      }
      keep(node, value);
    }
  }

  void walk_object(std::uint32_t token, std::size_t begin) {
    settle(begin, object_value(token));
    const std::size_t with_keys = standing.size();
    for (std::size_t place = begin; place < with_keys; ++place) {
      if (node_at(place).has_keys) stand(standing[place].node, true);
    }
    const std::size_t end = standing.size();
    if (end == with_keys) return;
    for_each_key(token, [&](std::string_view key, std::uint64_t hash, std::uint32_t value) {
      for (std::size_t place = with_keys; place < end; ++place) {
        if (const Index child = trie.find_key(node_at(place), key, hash); child != kNone) stand(child, true);
      }
      if (standing.size() == end + 1) {
        walk_at(value, standing[end].node);
      } else if (standing.size() > end) {
        walk(value, end);
      }
      standing.resize(end);
    });
  }

  void walk_array(std::uint32_t token, std::size_t begin) {
    const std::size_t end = standing.size();
    bool has_index = false;
    bool has_negative_index = false;
    for (std::size_t place = begin; place < end; ++place) {
      const PathTrie::Node& node = node_at(place);
      if (node.enters()) stand(standing[place].node, false);
      if (!standing[place].is_reached) continue;
      if (node.each != kNone) stand(node.each, true);
      has_index |= node.index_count != 0;
      has_negative_index |= node.has_negative_index;
    }
    const std::size_t all = standing.size();
    if (all == end && !has_index) return;
    std::int64_t length = 0;
    if (has_negative_index) for_each_element(tokens, token, [&](std::uint32_t) { ++length; });
    std::int64_t position = 0;
    for_each_element(tokens, token, [&](std::uint32_t element) {
      if (has_index) select(begin, end, position, length);
      ++position;
      if (standing.size() > end) walk(element, end);
      standing.resize(all);
    });
  }

  // Adds the nodes at which the element at `position` stands by an index. `length` counts where one is negative.
  void select(std::size_t begin, std::size_t end, std::int64_t position, std::int64_t length) {
    for (std::size_t place = begin; place < end; ++place) {
      const PathTrie::Node& node = node_at(place);
      if (!standing[place].is_reached || node.index_count == 0) continue;
      if (const Index child = trie.find_index(node, position); child != kNone) stand(child, true);
      if (!node.has_negative_index) continue;
      if (const Index child = trie.find_index(node, position - length); child != kNone) stand(child, true);
    }
  }
};

Decoder::Decoder(const Program& program) : trie_(std::make_unique<const PathTrie>(program)) {}
Decoder::~Decoder() = default;

void Decoder::decode(const RecordTokens& record, Event& event) const {
  event.clear();
  event.record_text_ = record.text();
  Walk{*trie_, record.tokens, event}.walk_at(record.first, kRecordNode);
}

}  // namespace spoor
