# qilin_sources(OUT PATTERN…): the files of ROOT that git knows, or, outside a clone, all but build/.
# Paths are relative to ROOT.
function(qilin_sources out)
    find_program(GIT git)
    if(GIT)
        # Whoever built the clone, it may be read.
        execute_process(COMMAND "${GIT}" -c safe.directory=* ls-files --cached --others
                                --exclude-standard -- ${ARGN}
            WORKING_DIRECTORY "${ROOT}" OUTPUT_VARIABLE listed RESULT_VARIABLE failed ERROR_QUIET)
    endif()
    if(GIT AND NOT failed)
        string(REPLACE "\n" ";" files "${listed}")
    else()
        list(TRANSFORM ARGN PREPEND "${ROOT}/" OUTPUT_VARIABLE patterns)
        file(GLOB_RECURSE files RELATIVE "${ROOT}" ${patterns})
        list(FILTER files EXCLUDE REGEX "^build/")
    endif()
    set(existing "")
    foreach(file IN LISTS files)
        if(file AND EXISTS "${ROOT}/${file}")
            list(APPEND existing "${file}")
        endif()
    endforeach()
    list(REMOVE_DUPLICATES existing)
    list(SORT existing)
    if(NOT existing)
        message(FATAL_ERROR "No file matches ${ARGN} below ${ROOT}.")
    endif()
    set(${out} "${existing}" PARENT_SCOPE)
endfunction()

# qilin_violation(TEXT): notes one; qilin_report(OK_TEXT) ends the script, with all of them if any.
function(qilin_violation text)
    set_property(GLOBAL APPEND_STRING PROPERTY QILIN_VIOLATIONS "  ${text}\n")
endfunction()

function(qilin_report ok_text)
    get_property(violations GLOBAL PROPERTY QILIN_VIOLATIONS)
    if(violations)
        message(FATAL_ERROR "\n${violations}")
    endif()
    message(STATUS "${ok_text}")
endfunction()
