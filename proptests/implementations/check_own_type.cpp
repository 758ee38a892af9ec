#include "implementations/own_type.hpp"
#include "properties/conformance.hpp"

int main(int count, char** values) {
    return mm::proptests::check_conformance<mm::proptests::OwnType>(count, values);
}
