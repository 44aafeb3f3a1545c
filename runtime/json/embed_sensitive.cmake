# Writes OUT, a C++ source that holds the text of FILE for aws_sensitive_table().
# cmake -DFILE=... -DOUT=... -P embed_sensitive.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../lang/text_literal.cmake)
text_literal("${FILE}" literal)
file(WRITE "${OUT}" "#include \"runtime/json/mask.h\"\n\nnamespace spoor {\n\n"
                    "std::string_view aws_sensitive_table() { return ${literal}; }\n\n}  // namespace spoor\n")
