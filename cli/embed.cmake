# Writes OUT, a C++ source that holds the texts of FILES (a list, relative to ROOT) for builtin_files().
# cmake -DROOT=... -DOUT=... "-DFILES=a;b" -P embed.cmake
set(text "#include \"cli/builtin_files.h\"\n\nnamespace spoor {\n\nstd::span<const BuiltinFile> builtin_files() {\n")
string(APPEND text "  static const BuiltinFile kFiles[] = {\n")
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR size "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # Long literals are cut, so that no compiler's limit is met.
  string(REGEX REPLACE "(................................................................................................................................)" "\\1\"\n      \"" bytes "${bytes}")
  string(APPEND text "    {\"${file}\", {\"${bytes}\", ${size}}},\n")
endforeach()
string(APPEND text "  };\n  return kFiles;\n}\n\n}  // namespace spoor\n")
file(WRITE "${OUT}" "${text}")
