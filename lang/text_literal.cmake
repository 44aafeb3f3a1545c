# text_literal(FILE OUT): sets OUT to `{"...", SIZE}`, which makes a std::string_view of the bytes of a file in C++.
function(text_literal file out)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR size "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # Long literals are cut, so that no compiler's limit is met.
  string(REGEX REPLACE "(................................................................................................................................)" "\\1\"\n      \"" bytes "${bytes}")
  set(${out} "{\"${bytes}\", ${size}}" PARENT_SCOPE)
endfunction()
