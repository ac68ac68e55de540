# The rooms of core and which other rooms each may include (its own is understood).
# This one table links the room libraries and is what the test "layering" greps for.
set(QILIN_ROOMS
    base platform config import watch output stats sockets cluster worker pool master control client)
set(QILIN_ROOM_base "")
set(QILIN_ROOM_platform base)
set(QILIN_ROOM_config base platform)
set(QILIN_ROOM_import base platform config)
set(QILIN_ROOM_watch base platform)
set(QILIN_ROOM_output base platform)
set(QILIN_ROOM_stats base platform)
set(QILIN_ROOM_sockets base platform)
set(QILIN_ROOM_cluster base platform sockets)
set(QILIN_ROOM_worker base config platform sockets cluster output)
set(QILIN_ROOM_pool base config platform watch stats worker cluster sockets output)
set(QILIN_ROOM_master base config platform stats watch output pool)
set(QILIN_ROOM_control base config platform master)
set(QILIN_ROOM_client base config)

# qilin_room(NAME SOURCES …): the static library qilin_NAME, linked to the rooms it may include.
function(qilin_room name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
    add_library(qilin_${name} STATIC ${arg_SOURCES})
    list(TRANSFORM QILIN_ROOM_${name} PREPEND qilin_ OUTPUT_VARIABLE rooms)
    target_link_libraries(qilin_${name} PUBLIC qilin_options ${rooms} PRIVATE ${arg_LINK})
    if(NOT name STREQUAL "base")
        target_precompile_headers(qilin_${name} REUSE_FROM qilin_base)
    endif()
endfunction()
