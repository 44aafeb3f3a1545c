# Writes OUT, an archive of OBJECTS and of all that is in ARCHIVES (lists).
# cmake -DAR=ar -DOUT=... "-DOBJECTS=a.o;b.o" "-DARCHIVES=c.a;d.a" -P one_archive.cmake
set(script "create ${OUT}\n")
foreach(object IN LISTS OBJECTS)
  string(APPEND script "addmod ${object}\n")
endforeach()
foreach(archive IN LISTS ARCHIVES)
  string(APPEND script "addlib ${archive}\n")
endforeach()
file(WRITE "${OUT}.script" "${script}save\nend\n")
file(REMOVE "${OUT}")
execute_process(COMMAND ${AR} -M INPUT_FILE "${OUT}.script" COMMAND_ERROR_IS_FATAL ANY)
