# Writes OUT, a C++ source that holds the texts of CALLS and TECHNIQUES, the tables that generators below rules/ wrote.
# cmake -DCALLS=... -DTECHNIQUES=... -DOUT=... -P embed_tables.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../lang/text_literal.cmake)
text_literal("${CALLS}" calls)
text_literal("${TECHNIQUES}" techniques)
file(WRITE "${OUT}" "#include \"compiler/schema/api_table.h\"\n#include \"compiler/schema/attack.h\"\n\nnamespace spoor {\n\n"
                    "std::string_view api_calls_text() { return ${calls}; }\n"
                    "std::string_view attack_techniques_text() { return ${techniques}; }\n\n}  // namespace spoor\n")
