#!/bin/sh
# Runs the tools that are installed on the small device beside this folder, as a maker would, and leaves what they wrote in $1.
# It was run three times, in the releases of Debian that hold the versions in the names of the folders, with the device in /home/me/pump.
# usage: write.sh OUT [suffix of gcc] [suffix of clang]
set -u
out=$1 gcc=gcc${2-} gcov=gcov${2-} clang=clang${3-} tidy=clang-tidy${3-} cov=llvm-cov${3-} profdata=llvm-profdata${3-}
has() { command -v "$1" >/dev/null; }
into() { mkdir -p "$out/$1"; }

if has cbmc; then
  v=cbmc-$(cbmc --version | cut -d' ' -f1); into "$v"
  checks='--function proof --bounds-check --pointer-check --signed-overflow-check'
  for ui in json xml; do
    cbmc --$ui-ui $checks --unwind 8 --unwinding-assertions proof/frame_proof.c src/frame.c >"$out/$v/proved.$ui"
    cbmc --$ui-ui $checks --unwind 8 --unwinding-assertions proof/frame_proof.c src/frame_as_it_was.c >"$out/$v/refuted.$ui"
    cbmc --$ui-ui $checks --unwind 8 --stop-on-fail proof/frame_proof.c src/frame_as_it_was.c >"$out/$v/stopped.$ui"
    cbmc --$ui-ui $checks --unwind 2 --unwinding-assertions proof/frame_proof.c src/frame.c >"$out/$v/unwound.$ui"
    cbmc --$ui-ui $checks --unwind 2 --no-unwinding-assertions proof/frame_proof.c src/frame.c >"$out/$v/cut-short.$ui"
    cbmc --$ui-ui $checks proof/dose_proof.c src/dose.c >"$out/$v/no-body.$ui"
    cbmc --$ui-ui $checks proof/missing.c >"$out/$v/missing.$ui"
  done
fi

if has "$gcc"; then
  n=$($gcc -dumpfullversion) v=gcc-$n; into "$v"; into "gcov-$n"
  for unit in dose leak broken; do
    case $n in
      12.*) $gcc -std=c11 -O2 -Wall -fanalyzer -fdiagnostics-format=json -c src/$unit.c -o $unit.o 2>>"$out/$v/build.log" ;;
      *) $gcc -std=c11 -O2 -Wall -fanalyzer -fdiagnostics-format=sarif-file -c src/$unit.c -o $unit.o; mv $unit.c.sarif "$out/$v/" ;;
    esac
  done
  case $n in
    12.*) ;;
    *) for unit in dose broken; do $gcc -std=c11 -O2 -Wall -fdiagnostics-format=sarif-stderr -c src/$unit.c -o $unit.o 2>>"$out/$v/without-analyzer.sarif"; done ;;
  esac
  case $n in
    14.*) for unit in dose broken; do $gcc -std=c11 -O2 -Wall -fanalyzer -fdiagnostics-format=json -c src/$unit.c -o $unit.o 2>>"$out/$v/build.log"; done ;;
  esac
  conditions= count=
  case $n in 12.*) ;; *) conditions=-fcondition-coverage count=--conditions ;; esac
  $gcc -O0 --coverage $conditions -o t src/dose.c src/frame.c src/table.c src/test.c && ./t
  $gcov -b $count --json-format t-dose.gcda t-frame.gcda t-table.gcda; gzip -d t-*.gcov.json.gz; mv t-*.gcov.json "$out/gcov-$n/"
  $gcov --json-format t-dose.gcda t-table.gcda; gzip -d t-*.gcov.json.gz
  for unit in dose table; do mv t-$unit.gcov.json "$out/gcov-$n/plain-$unit.gcov.json"; done
  if has lcov; then
    l=lcov-$(dpkg-query -W -f '${Version}' lcov | cut -d- -f1); into "$l"
    case $n in
      12.*) lcov -q --capture --directory . --gcov-tool $gcov --rc lcov_branch_coverage=1 --output-file "$out/$l/branches.info" ;;
      *)
        lcov -q --capture --directory . --gcov-tool $gcov --branch-coverage --mcdc-coverage --output-file "$out/$l/conditions-of-gcc.info"
        # one unit that was not built to count conditions
        $gcc -O0 --coverage -c src/frame.c -o t-frame.o; $gcc -O0 --coverage -fcondition-coverage -c src/dose.c -o t-dose.o; $gcc -O0 --coverage -fcondition-coverage -c src/table.c -o t-table.o; $gcc -O0 --coverage -c src/test.c -o t-test.o
        rm -f t-*.gcda; $gcc --coverage -o t t-dose.o t-frame.o t-table.o t-test.o && ./t
        lcov -q --capture --directory . --gcov-tool $gcov --branch-coverage --mcdc-coverage --output-file "$out/$l/conditions-of-some.info" ;;
    esac
  fi
  if has gcovr; then
    r=gcovr-$(gcovr --version | sed -n 's/^gcovr //p'); into "$r"
    rm -f t t-*; $gcc -O0 --coverage $conditions -o t src/dose.c src/frame.c src/table.c src/test.c && ./t
    gcovr -r . --gcov-executable $gcov --json "$out/$r/coverage.json"
    gcovr -r . --gcov-executable $gcov --cobertura "$out/$r/cobertura.xml"
  fi
  rm -f t t-* *.o
fi

if has "$clang"; then
  n=$($clang -dumpversion) v=clang-$n; into "$v"
  for unit in dose leak broken; do
    $clang -std=c11 --analyze --analyzer-output plist -o "$out/$v/$unit.plist" src/$unit.c
    $clang -std=c11 --analyze --analyzer-output sarif -o "$out/$v/$unit.sarif" src/$unit.c
  done
  if has "$cov"; then
    $clang -O0 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc -o t src/dose.c src/frame.c src/table.c src/test.c && LLVM_PROFILE_FILE=t.raw ./t
    $profdata merge -o t.data t.raw
    $cov export -format=text -instr-profile=t.data t >"$out/$v/coverage.json"
    $cov export -format=text -summary-only -instr-profile=t.data t >"$out/$v/summary.json"
    $cov export -format=lcov -instr-profile=t.data t >"$out/$v/llvm-cov.info"
    if has llvm2lcov; then llvm2lcov --ignore-errors inconsistent --branch --mcdc-coverage --output "$out/$v/llvm2lcov.info" "$out/$v/coverage.json"; fi
    $clang -O0 -fprofile-instr-generate -fcoverage-mapping -o t src/dose.c src/frame.c src/table.c src/test.c && LLVM_PROFILE_FILE=t.raw ./t
    $profdata merge -o t.data t.raw
    $cov export -format=text -instr-profile=t.data t >"$out/$v/without-mcdc.json"
    rm -f t t.raw t.data
  fi
  $clang -g -O1 -fsanitize=thread -o t src/race.c -lpthread && ./t 2>"$out/$v/tsan.log"
  $clang -g -O1 -fsanitize=address,undefined -o t src/over.c && ./t 2>"$out/$v/asan.log"
  rm -f t
fi

if has "$tidy"; then
  v=clang-tidy-$($tidy --version | sed -n 's/.*version \([0-9.]*\).*/\1/p'); into "$v"
  checks='--checks=-*,bugprone-*,clang-analyzer-*'
  $tidy $checks --export-fixes="$out/$v/fixes.yaml" src/leak.c src/dose.c src/broken.c -- -std=c11 >"$out/$v/tidy.log"
  $tidy $checks --export-fixes="$out/$v/fixes-of-one.yaml" src/leak.c -- -std=c11 >/dev/null
fi

if has cppcheck; then
  v=cppcheck-$(cppcheck --version | cut -d' ' -f2); into "$v"
  cppcheck --xml --xml-version=2 --enable=all --inconclusive src 2>"$out/$v/all.xml"
  cppcheck --xml --xml-version=2 src/dose.c 2>"$out/$v/clean.xml"
  cppcheck --xml --xml-version=2 --check-level=exhaustive --enable=warning src 2>"$out/$v/exhaustive.xml"
  cppcheck --output-format=sarif --enable=all src 2>"$out/$v/all.sarif"
  cppcheck --plist-output="$out/$v" src/leak.c
fi
