# Writes OUT, a C++ source that holds the texts of FILES (a list, relative to ROOT) for builtin_files().
# cmake -DROOT=... -DOUT=... "-DFILES=a;b" -P embed.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../lang/text_literal.cmake)
set(text "#include \"cli/builtin_files.h\"\n\nnamespace spoor {\n\nstd::span<const BuiltinFile> builtin_files() {\n")
string(APPEND text "  static const BuiltinFile kFiles[] = {\n")
foreach(file IN LISTS FILES)
  text_literal("${ROOT}/${file}" literal)
  string(APPEND text "    {\"${file}\", ${literal}},\n")
endforeach()
string(APPEND text "  };\n  return kFiles;\n}\n\n}  // namespace spoor\n")
file(WRITE "${OUT}" "${text}")
