#include "runtime/log/unwrap.h"

#include <fmt/format.h>

#include "runtime/log/framer.h"
#include "runtime/log/recognise.h"
#include "runtime/log/window.h"

namespace spoor {

namespace {

// However small the object: what may be unpacked from it.
constexpr std::uint64_t kLeastBudget = 1U << 20;

// Reasons are shown once each; those that name what a log says could be many.
constexpr std::size_t kMaxReasons = 32;
constexpr std::string_view kMoreReasons = "further kinds of objects that hold no records";

}  // namespace

struct Unwrapper::Layer : ObjectSink {
  Layer(Unwrapper& whole, std::size_t layers) : unwrapper(whole), depth(layers), window(whole.block_) {}

  bool on_object(const RecordTokens& object, ArrayForm array, std::uint64_t offset) override {
    return unwrapper.take(*this, object, array, offset);
  }
  bool on_bad(std::uint64_t offset, std::string reason) override {
    return unwrapper.bad(place(offset), std::move(reason));
  }
  void on_damage(std::uint64_t offset, std::string reason) override {
    if (depth == 0)
      unwrapper.damage(offset, std::move(reason));
    else
      unwrapper.bad(unwrapper.offset_, std::move(reason));
  }
  void on_bytes(std::uint64_t read_so_far) override {
    if (depth == 0) unwrapper.on_bytes(read_so_far);
  }

  std::uint64_t place(std::uint64_t offset) const { return depth == 0 ? offset : unwrapper.offset_; }

  Unwrapper& unwrapper;
  std::size_t depth;
  Window window;
  Arena arena;  // what the object under way needs for looking at it, and what was inside it
};

Unwrapper::Unwrapper(std::size_t block) : block_(block) {}
Unwrapper::~Unwrapper() = default;

Unwrapper::Layer& Unwrapper::layer(std::size_t depth) {
  while (layers_.size() <= depth) layers_.push_back(std::make_unique<Layer>(*this, layers_.size()));
  return *layers_[depth];
}

void Unwrapper::start(LogVisitor& visitor) {
  visitor_ = &visitor;
  is_stopped_ = false;
  number_ = reported_ = 0;
  skipped_.clear();
}

void Unwrapper::read(ByteSource& source) {
  Layer& outermost = layer(0);
  outermost.window.start(source);
  Framer(outermost.window, outermost).run();
}

PartEnd Unwrapper::read_part(const TextPart& part) {
  Layer& outermost = layer(0);
  const auto source = bytes_of_memory(part.text, part.error);
  outermost.window.start(*source, part.offset, part.is_last);
  reported_ = part.offset;
  Framer framer(outermost.window, outermost, part.start);
  framer.run();
  const auto left = static_cast<std::size_t>(part.offset + part.text.size() - framer.end());
  return {framer.take_state(), left, number_, framer.has_objects(), framer.has_damage(), framer.is_stopped()};
}

bool Unwrapper::take(Layer& layer, const RecordTokens& object, ArrayForm array, std::uint64_t offset) {
  layer.arena.clear();
  if (layer.depth == 0) offset_ = offset;
  const Inside inside = recognise(object, array, layer.arena);
  switch (inside.kind) {
    case Inside::Kind::itself:
      ++number_;
      is_stopped_ = !visitor_->on_record({object, number_, offset_});
      return !is_stopped_;
    case Inside::Kind::document:
      if (layer.depth == 0) budget_ = kLeastBudget + kMaxGrowth * object.text().size();
      return open_inside(inside.text, layer.depth + 1);
    case Inside::Kind::skipped: return skip(inside.text);
    case Inside::Kind::damaged: return bad(offset_, std::string(inside.text));
  }
  return true;
}

bool Unwrapper::open_document(std::string_view bytes, std::uint64_t offset) {
  offset_ = offset;
  budget_ = kLeastBudget + kMaxGrowth * bytes.size();
  return open_inside(bytes, 1);
}

bool Unwrapper::open_inside(std::string_view bytes, std::size_t depth) {
  if (depth > kMaxLayers) return bad(offset_, fmt::format("is wrapped in more than {} layers", kMaxLayers));
  Layer& inner = layer(depth);
  const auto unpacked = unpack(bytes_of_memory(bytes), &budget_);
  if (!unpacked) return bad(offset_, unpacked.error());
  if (!unpacked->skipped.empty()) return skip(unpacked->skipped);
  inner.window.start(*unpacked->source);
  Framer(inner.window, inner).run();
  return !is_stopped_;
}

bool Unwrapper::bad(std::uint64_t offset, std::string reason) {
  ++number_;
  is_stopped_ = !visitor_->on_bad({number_, offset, std::move(reason)});
  return !is_stopped_;
}

bool Unwrapper::skip(std::string_view reason) {
  if (skipped_.size() >= kMaxReasons && !skipped_.contains(reason)) reason = kMoreReasons;
  if (skipped_.emplace(reason).second) visitor_->on_skipped(reason);
  return true;
}

void Unwrapper::damage(std::uint64_t offset, std::string reason) { visitor_->on_bad({0, offset, std::move(reason)}); }

void Unwrapper::on_bytes(std::uint64_t read_so_far) {
  visitor_->on_bytes(read_so_far - reported_);
  reported_ = read_so_far;
}

}  // namespace spoor
