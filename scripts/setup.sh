#!/usr/bin/env bash
# Makes sure that what Synaq needs is installed; says nothing when it is.
#
#   scripts/setup.sh build   what `make run` needs: the Rust toolchain, a C++ compiler, cmake,
#                            libclang, libpq
#   scripts/setup.sh test    that, and what `make test` needs: a PostgreSQL server, a browser,
#                            rustfmt, clippy (the default)
#
# Debian packages are installed with apt-get where that is possible (root, or sudo without a
# password); otherwise one list says what is missing and how to get it, and the exit code is 1.
# The Rust toolchain is never installed here: that is the person's choice.
set -euo pipefail
shopt -s nullglob

readonly RUST_MINOR=95 # as `rust-version` in Cargo.toml
readonly RUSTUP='https://rustup.rs'

has() { command -v "$1" >/dev/null 2>&1; }
any() { [ $# -gt 0 ]; } # of a glob that may match nothing

has_libclang() {
    local folder
    [ -z "${LIBCLANG_PATH:-}" ] || return 0
    for folder in /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu /usr/lib64 /usr/lib; do
        any "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so* && return
    done
    return 1
}
has_libpq() { pkg-config --exists libpq 2>/dev/null || { has pg_config && [ -e "$(pg_config --includedir)/libpq-fe.h" ]; }; }
has_postgres_server() { any /usr/lib/postgresql/*/bin/initdb || has initdb; }
has_browser() { has chromium || has chromium-browser || has google-chrome; }

missing_packages() { # scope → Debian package names, one a line
    has cmake || echo cmake
    has c++ || has g++ || echo g++
    has pkg-config || echo pkg-config
    has_libclang || echo libclang-dev
    has_libpq || echo libpq-dev
    [ "$1" = test ] || return 0
    has_postgres_server || echo postgresql
    has psql || echo postgresql-client
    has curl || echo curl
    has_browser || printf '%s\n' chromium fonts-dejavu-core
}

can_install() {
    has apt-get || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

install() { # package…
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    echo "setup: installing $*" >&2
    # Its talk is only worth reading when it fails.
    local log
    log=$(mktemp)
    if ! {
        "${as_root[@]}" apt-get update -qq
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@"
    } >"$log" 2>&1; then
        cat "$log" >&2
        echo "setup: apt-get did not succeed (above)" >&2
    fi
    rm -f "$log"
}

rust_problem() { # scope → one line, or nothing
    { has cargo && has rustc; } || {
        echo "Rust 1.$RUST_MINOR or newer is not installed: $RUSTUP"
        return
    }
    local version
    version=$(rustc --version) || {
        echo "rustc does not run (above)"
        return
    }
    if ! [[ $version =~ ^rustc\ ([0-9]+)\.([0-9]+) ]]; then
        echo "rustc does not say its version: $version"
    elif ((BASH_REMATCH[1] == 1 && BASH_REMATCH[2] < RUST_MINOR)); then
        echo "Rust 1.$RUST_MINOR or newer is needed, here is ${BASH_REMATCH[1]}.${BASH_REMATCH[2]}: rustup update"
    elif [ "$1" = test ] && ! { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1; then
        echo "rustfmt or clippy is not installed: rustup component add rustfmt clippy"
    fi
}

main() {
    local scope=${1:-test}
    case $scope in
        build | test) ;;
        *)
            echo "usage: scripts/setup.sh [build|test]" >&2
            exit 2
            ;;
    esac
    local packages rust
    mapfile -t packages < <(missing_packages "$scope")
    if any "${packages[@]}" && can_install; then
        install "${packages[@]}"
        hash -r
        mapfile -t packages < <(missing_packages "$scope")
    fi
    rust=$(rust_problem "$scope")
    [ -n "$rust" ] || any "${packages[@]}" || return 0
    {
        echo "Synaq needs what is not here:"
        [ -z "$rust" ] || echo "  - $rust"
        if any "${packages[@]}"; then
            printf '  - %s\n' "${packages[@]}"
            echo "On Debian and Ubuntu: sudo apt-get install ${packages[*]}"
            echo "Elsewhere: the packages of the same purpose (names are Debian's)."
        fi
    } >&2
    return 1
}

main "$@"
