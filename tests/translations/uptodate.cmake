# Fails when a text of the program is missing in a .ts, or one there is no longer in the program.
# Without -I lupdate finds no headers, and names classes without their namespace: contexts that no
# text is looked up in.
# Needs LUPDATE, SOURCE_DIR, WORK_DIR.
file(MAKE_DIRECTORY "${WORK_DIR}")
file(COPY "${SOURCE_DIR}/translations/qilin-daemon_ja.ts" DESTINATION "${WORK_DIR}")
execute_process(
    COMMAND "${LUPDATE}" -locations none -I "${SOURCE_DIR}" "${SOURCE_DIR}/core" "${SOURCE_DIR}/app" "${SOURCE_DIR}/gui"
            -ts "${WORK_DIR}/qilin-daemon_ja.ts"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result)
    message(FATAL_ERROR "lupdate failed:\n${output}")
endif()
file(READ "${WORK_DIR}/qilin-daemon_ja.ts" text)
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*(<comment>[^<]*</comment>[^<]*)?<translation type=\"[a-z]+\""
       stale "${text}")
list(LENGTH stale count)
if(count)
    string(REPLACE ";" "\n" stale "${stale}")
    message(FATAL_ERROR "${count} texts differ between program and translation:\n${stale}\n"
            "run: lupdate -locations none -I . core app gui -ts translations/qilin-daemon_ja.ts")
endif()
if(NOT text MATCHES "<source>")
    message(FATAL_ERROR "the translation is empty")
endif()
