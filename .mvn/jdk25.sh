# Sourced by ./sluice and .ci/run: finds a JDK 25 by looking at files alone, since asking each `java` takes 50 ms.

# Is this the home of a JDK (not a mere JRE: it also builds) of the right version?
is_jdk25() {
    local line
    [[ -x $1/bin/javac && -r $1/release ]] || return 1
    while IFS= read -r line; do
        [[ $line == 'JAVA_VERSION="25'[.\"]* ]] && return 0
    done <"$1/release"
    return 1
}

# Sets jdk25 to the first JDK 25 there is: what the user says, what the PATH says, what lies in the usual places.
find_jdk25() {
    local home java
    java=$(type -P javac) && java=$(readlink -f "$java" 2>/dev/null)
    for home in "${SLUICE_JAVA_HOME:-}" "${JAVA_HOME:-}" "${java%/bin/javac}" \
        /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
        {"$HOME",}/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
        {/opt/homebrew,/usr/local}/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /opt/*jdk*25*; do
        if is_jdk25 "$home"; then
            jdk25=$home
            return 0
        fi
    done
    return 1
}
