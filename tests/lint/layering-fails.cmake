# Proves that layering.cmake can fail: it must name each breach planted below fixture/, and no more.
cmake_minimum_required(VERSION 3.25)
execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${CMAKE_CURRENT_LIST_DIR}/fixture" "-DRULES=${RULES}"
            -P "${CMAKE_CURRENT_LIST_DIR}/layering.cmake"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0)
    message(FATAL_ERROR "layering.cmake passes over a tree full of breaches")
endif()
set(expected
    "core/base/breaches.cpp:2: core/base may not include core/platform"
    "core/base/breaches.cpp:3: \"base/log.h\" is not written from the root"
    "core/base/breaches.cpp:4: only core/control/httpengine may include <QHttpServer>"
    "core/base/breaches.cpp:5: core knows no window"
    "core/base/breaches.cpp:6: <unistd.h> belongs into core/platform"
    "core/base/breaches.cpp:7: the platform is chosen by CMake"
    "app/breaches.cpp:2: app may not include core/pool"
    "app/breaches.cpp:3: app reaches gui through gui/gui.h only"
    "app/breaches.cpp:4: of app only app/qilin-tray.cpp reaches gui"
    "app/breaches.cpp:5: of app only app/qilin-tray.cpp knows windows"
    "gui/breaches.cpp:2: gui may not include core/master"
    "gui/breaches.cpp:3: gui may not include core/platform"
    "gui/breaches.cpp:4: gui may not include app"
    "gui/breaches.cpp:5: <unistd.h> belongs into core/platform")
foreach(breach IN LISTS expected)
    string(FIND "${output}" "${breach}" at)
    if(at EQUAL -1)
        message(FATAL_ERROR "Not noticed: ${breach}\n${output}")
    endif()
endforeach()
string(REGEX MATCHALL "\\.cpp:[0-9]+:" named "${output}")
list(LENGTH named count)
list(LENGTH expected wanted)
if(NOT count EQUAL wanted)
    message(FATAL_ERROR "${count} breaches named, ${wanted} planted:\n${output}")
endif()
