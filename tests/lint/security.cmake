# cmake -DROOT=… -DBUILD=… -DCTEST=PROGRAM -P security.cmake
# Every test that SECURITY.md names as `TEST/FUNCTION` is one of this build, and has that function:
# test a_b or a-b is tst_b.cpp, test b too.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/sources.cmake")

execute_process(COMMAND "${CTEST}" -N WORKING_DIRECTORY "${BUILD}" OUTPUT_VARIABLE listed
    COMMAND_ERROR_IS_FATAL ANY)
file(READ "${ROOT}/SECURITY.md" page)
string(REGEX MATCHALL "`[a-z_0-9]+/[A-Za-z0-9]+`" names "${page}")
list(REMOVE_DUPLICATES names)
list(LENGTH names count)
if(count LESS 20)
    qilin_violation("SECURITY.md names ${count} tests; is its table still there?")
endif()

qilin_sources(files "tests/*tst_*.cpp")
set(functions "")
foreach(file IN LISTS files)
    file(STRINGS "${ROOT}/${file}" defined REGEX "^void [A-Za-z_]+::[A-Za-z0-9]+\\(\\)$")
    get_filename_component(unit "${file}" NAME_WE)
    string(REGEX REPLACE "void [A-Za-z_]+::" "${unit}/" defined "${defined}")
    list(APPEND functions ${defined})
endforeach()

foreach(name IN LISTS names)
    string(REGEX REPLACE "`(.*)/(.*)`" "\\1" test "${name}")
    string(REGEX REPLACE "`(.*)/(.*)`" "\\2" function "${name}")
    if(NOT listed MATCHES "Test +#[0-9]+: ${test}\n")
        qilin_violation("SECURITY.md: ctest knows no test ${test}")
    endif()
    string(REGEX REPLACE "^[a-z0-9]+[_-]" "" unit "${test}")
    if(NOT "tst_${unit}/${function}()" IN_LIST functions AND NOT "tst_${test}/${function}()" IN_LIST functions)
        qilin_violation("SECURITY.md: test ${test} has no function ${function}()")
    endif()
endforeach()
qilin_report("${count} tests of SECURITY.md exist")
