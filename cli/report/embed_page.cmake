# Writes OUT, a C++ source that holds page.css and page.js of FOLDER.
# cmake -DFOLDER=... -DOUT=... -P embed_page.cmake
include(${CMAKE_CURRENT_LIST_DIR}/../../lang/text_literal.cmake)
text_literal("${FOLDER}/page.css" style)
text_literal("${FOLDER}/page.js" script)
file(WRITE "${OUT}" "#include \"cli/report/page_parts.h\"\n\nnamespace spoor {\n\n"
                    "std::string_view page_style() { return ${style}; }\n"
                    "std::string_view page_script() { return ${script}; }\n\n}  // namespace spoor\n")
