#!/bin/bash -eu
# Builds the fuzz targets where OSS-Fuzz and ClusterFuzzLite build: compilers, flags and the fuzzing
# engine come from CC, CXX, CFLAGS, CXXFLAGS and LIB_FUZZING_ENGINE; the source is $SRC/mmspec, $WORK is
# scratch, and what is made goes to $OUT.
source=$SRC/mmspec build=$WORK/mmspec

cmake -S "$source" -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=None -D CMAKE_UNITY_BUILD=ON \
    -D MMSPEC_PRECOMPILE=ON \
    -D MMSPEC_FUZZERS=ON -D "MMSPEC_FUZZING_ENGINE=$LIB_FUZZING_ENGINE"
cmake --build "$build" --target fuzzers

for program in "$build"/bin/fuzz_*; do
    target=${program##*/fuzz_}
    cp -- "$program" "$OUT/"
    rm -f -- "$OUT/fuzz_${target}_seed_corpus.zip"
    (cd -- "$source/fuzz/corpus/$target" && zip -q -r "$OUT/fuzz_${target}_seed_corpus.zip" .)
done
cp -- "$build"/fuzz_*.dict "$OUT/"
