# cmake -DROOT=… -DCLANG_FORMAT=… -P format.cmake: every source is laid out as .clang-format says.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/sources.cmake")
qilin_sources(files "*.h" "*.cpp")
list(FILTER files EXCLUDE REGEX "^tests/lint/fixture/")
execute_process(COMMAND "${CLANG_FORMAT}" --dry-run --Werror ${files}
    WORKING_DIRECTORY "${ROOT}" RESULT_VARIABLE failed ERROR_VARIABLE output)
if(failed)
    string(REGEX MATCHALL "[^\n]+error: code should be clang-formatted[^\n]*" places "${output}")
    list(JOIN places "\n  " text)
    message(FATAL_ERROR "\n  ${text}\nRun ./dev format.")
endif()
