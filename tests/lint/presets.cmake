# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
#
# Every preset must configure, the ones that are seldom built too. That of the fuzzers needs clang,
# and is built by ./dev test anyway.
cmake_minimum_required(VERSION 3.25)
file(READ "${ROOT}/CMakePresets.json" presets)
string(JSON count LENGTH "${presets}" configurePresets)
math(EXPR last "${count} - 1")
set(tried 0)
foreach(i RANGE ${last})
    string(JSON name GET "${presets}" configurePresets ${i} name)
    string(JSON hidden ERROR_VARIABLE none GET "${presets}" configurePresets ${i} hidden)
    if(hidden STREQUAL "ON" OR name STREQUAL "fuzz")
        continue()
    endif()
    execute_process(COMMAND "${CMAKE_COMMAND}" --preset ${name} -B "${BUILD}/${name}"
        WORKING_DIRECTORY "${ROOT}" OUTPUT_QUIET ERROR_VARIABLE why RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(SEND_ERROR "The preset ${name} does not configure:\n${why}")
    endif()
    math(EXPR tried "${tried} + 1")
endforeach()
if(tried LESS 5)
    message(SEND_ERROR "Only ${tried} presets were found in CMakePresets.json.")
endif()
message(STATUS "${tried} presets configure.")
