#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace spoor {

// A queue that keeps its memory: what is taken from it stays allocated for what comes next.
template <typename T>
class Ring {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t at) { return items_[place(at)]; }
  const T& operator[](std::size_t at) const { return items_[place(at)]; }
  T& front() { return (*this)[0]; }
  const T& front() const { return (*this)[0]; }
  T& back() { return (*this)[size_ - 1]; }
  const T& back() const { return (*this)[size_ - 1]; }

  void push_back(T item) {
    if (size_ == items_.size()) grow();
    items_[place(size_++)] = std::move(item);
  }
  void pop_front() {
    first_ = place(1);
    --size_;
  }
  void clear() { first_ = size_ = 0; }

 private:
  std::size_t place(std::size_t at) const { return (first_ + at) & (items_.size() - 1); }
  void grow() {
    std::vector<T> larger(items_.empty() ? 4 : 2 * items_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move((*this)[i]);
    items_ = std::move(larger);
    first_ = 0;
  }

  std::vector<T> items_;  // a power of two of them, or none
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace spoor
