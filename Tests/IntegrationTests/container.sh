#!/bin/sh
# Boots systemd in a container that sees this machine's /usr with the files below USR laid over it, and an empty /etc
# and /var; or, where USR is -, all of this machine, with what it writes kept in memory. Prints the process id of its
# init. Kills it when standard input ends, which it does however the caller ends, and cleans up.
#
# usage: container.sh NAME USR [PATH…]      each PATH is seen in the container too, read-only
set -u
name=$1
usr=$2
shift 2
for path in "$@"; do
    shift
    set -- "$@" "--bind-ro=$path"
done

# Control groups of its own, below ours: two containers in one would each end the other's processes.
here=$(cat /proc/self/cgroup)
homes=
groups=
while IFS=: read -r _ controllers path; do
    case $controllers in
        name=systemd) root=/sys/fs/cgroup/systemd ;;
        '')
            root=/sys/fs/cgroup/unified
            [ -d "$root" ] || root=/sys/fs/cgroup
            ;;
        *) continue ;;
    esac
    home=$root${path%/}
    if mkdir "$home/$name"; then
        echo $$ >"$home/$name/cgroup.procs"
        homes="$homes $home"
        groups="$groups $home/$name"
    fi
done <<END
$here
END

# An interrupt ends the wait below and must not keep the rest from being done.
trap : HUP INT TERM

# What else the tests need is installed with services of its own, which would fail and start again for ever.
masks=
for unit in mtail prometheus prometheus-node-exporter; do
    masks="$masks systemd.mask=$unit.service"
done

if [ "$usr" = - ]; then
    memory=$(mktemp -d)
    mount -t tmpfs tmpfs "$memory" && mkdir "$memory/upper" "$memory/work" "$memory/root" &&
        mount -t overlay overlay -o "lowerdir=/,upperdir=$memory/upper,workdir=$memory/work" "$memory/root"
    systemd-nspawn -D "$memory/root" --register=no --keep-unit --link-journal=no --private-network \
        --machine="$name" --console=pipe "$@" --boot $masks </dev/null >&2 &
else
    memory=
    systemd-nspawn -D / --volatile=yes --register=no --keep-unit --link-journal=no --private-network \
        --machine="$name" --console=pipe --overlay-ro="/usr:$usr:/usr" "$@" --boot $masks </dev/null >&2 &
fi
nspawn=$!

init=
tries=0
while [ -z "$init" ] && [ "$tries" -lt 1000 ] && kill -0 "$nspawn" 2>/dev/null; do
    for child in $(cat "/proc/$nspawn/task/$nspawn/children" 2>/dev/null); do
        # Only init is process 1 of a namespace further in, and only after exec is it systemd.
        if grep -q '^NSpid:.*[^0-9]1$' "/proc/$child/status" && [ "$(cat "/proc/$child/comm")" = systemd ]; then
            init=$child
        fi
    done
    tries=$((tries + 1))
    [ -n "$init" ] || sleep 0.02
done

if [ -n "$init" ]; then
    echo "$init"
    cat >/dev/null
    kill -KILL "$init" 2>/dev/null
else
    kill -KILL "$nspawn" 2>/dev/null
fi
wait "$nspawn"

for home in $homes; do
    echo $$ >"$home/cgroup.procs"
done
for group in $groups; do
    find "$group" -depth -type d -exec rmdir {} \;
done
if [ -n "$memory" ]; then
    umount "$memory/root" "$memory"
    rmdir "$memory"
else
    rm -rf -- "$usr"
fi
rmdir "/run/systemd/nspawn/propagate/$name" 2>/dev/null
[ -n "$init" ]
