#include "implementations/mutex_mm.hpp"
#include "properties/conformance.hpp"

int main(int count, char** values) {
    return mm::proptests::check_conformance<mm::proptests::MutexMm>(count, values);
}
