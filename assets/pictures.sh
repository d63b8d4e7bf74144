#!/usr/bin/env bash
# Takes the pictures of the README from the running program, in a terminal of its own and with data of its own.
#
#     assets/pictures.sh [PROGRAM]
#
# PROGRAM is the casebook to take pictures of; without one, that of the repository is built. Needs bash, tmux and cargo.
# Incident ids and times differ each time, all else is the same while the program is.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --example ansi_to_svg
draw=${CARGO_TARGET_DIR:-target}/debug/examples/ansi_to_svg
program=${1:-}
if [[ -z $program ]]; then
    cargo build --quiet --bin casebook
    program=$(realpath "${CARGO_TARGET_DIR:-target}/debug/casebook")
fi

folder=$(mktemp -d)
in_tmux() { tmux -S "$folder/socket" -f /dev/null "$@"; }
trap 'in_tmux kill-server 2>/dev/null || true; rm -rf "$folder"' EXIT

# Starts the dashboard in a terminal of that many columns and rows.
open() {
    in_tmux start-server \; set -g status off \; new-session -d -x "$1" -y "$2" -- \
        env -i PATH="$PATH" HOME="$folder" LANG=C.UTF-8 TZ=UTC TERM=tmux-256color CASEBOOK_NAME=Ann \
        "$program" --data "$folder/data"
    await '1 Issues'
}

type_text() { in_tmux send-keys -l "$1"; }
press() { in_tmux send-keys "$@"; }

# Waits until a text is on the screen and everything is saved.
await() {
    local deadline=$((SECONDS + 20)) screen
    until
        screen=$(in_tmux capture-pane -p)
        [[ $screen == *"$1"* && $screen != *unsaved* ]]
    do
        if ((SECONDS > deadline)); then
            printf 'pictures.sh: waited in vain for "%s" and saved work; there was:\n%s\n' "$1" "$screen" >&2
            exit 1
        fi
        sleep 0.05
    done
}

# Waits until the dashboard has ended.
await_end() { while in_tmux has-session 2>/dev/null; do sleep 0.05; done; }

# Draws the screen as assets/NAME.svg.
picture() {
    local columns rows
    read -r columns rows < <(in_tmux display-message -p '#{pane_width} #{pane_height}')
    in_tmux capture-pane -e -p | "$draw" "$columns" "$rows" "$2" >"$folder/picture.svg"
    mv "$folder/picture.svg" "assets/$1.svg"
    echo "assets/$1.svg"
}

open 140 40
type_text 'forbidden gdap'
await '┌ Consent failed: Forbidden (GDAP)'
picture issues 'casebook: a query, the issues that it finds, and the best of them'

press Enter
await 'Space tick'
press Space
await 'Both may stay empty'
type_text 'T-48211'
press Tab
type_text 'Contoso'
press Enter
await 'T-48211 Contoso  1/10'
press j Space
await 'T-48211 Contoso  2/10'
press j x
await 'What happened?'
type_text 'the approval link had expired'
press Enter
await '[!]'
picture at-work 'casebook: an issue at work in the incident of a client, with steps that are done and one that failed'

press y
await '┏ Copy'
picture copy 'casebook: what can be copied from a step, its fix and its issue'
press Escape
await 'Space tick'
press q
await_end

open 80 24
await 'resume T-48211 Contoso'
press -
await 'Back at T-48211'
picture narrow 'casebook: the same incident resumed in a terminal of 80 columns'
press q
await_end

open 120 34
in_tmux set-buffer -- 'Sign-in of ann@contoso.com failed at 10:11.
{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it being revoked, a fresh
auth token is needed. The user might have changed or reset their password.\r\nTrace ID:
5ec5d6a2-1b3f-4c1e-9a3e-0f2d5b7c1a00\r\nTimestamp: 2026-11-22 10:11:12Z","error_codes":[50173]}'
in_tmux paste-buffer -p
await 'trace id'
picture diagnosis 'casebook: a pasted error, the known issues that it may be, why, and the redacted text'
press q
await_end

# More incidents, for the screens that tell of all of them.
incident() {
    env -i PATH="$PATH" HOME="$folder" LANG=C.UTF-8 TZ=UTC CASEBOOK_NAME=Ann \
        "$program" --data "$folder/data" incident "$@"
}
new() { incident open --ticket "$1" --client "$2" --issue "$3" | sed -n '1s/[^0-9a-z].*//p'; }
gdap=consent-failed-forbidden-gdap-needed
scopes=missing-scopes-graph-list
waits=$(new T-48209 Fabrikam $scopes)
incident step "$waits" $scopes wait-for-sync failed --reason 'still 12 scopes' >"$folder/told"
incident fix "$waits" $scopes let-microsoft-sync failed --reason 'still 12 scopes' >"$folder/told"
for step in check-service-account-roles check-service-account-groups reauthorise; do
    incident step "$waits" $scopes "$step" done >"$folder/told"
done
incident wait "$waits" $scopes let-it-sit >"$folder/told"
solved=$(new T-48190 'Kontor Zürich' must-use-mfa)
incident step "$solved" must-use-mfa check-mfa-settings done >"$folder/told"
incident close "$solved" --fixed-by vendor >"$folder/told"
new T-48213 'Tailspin Toys' $gdap >"$folder/told"
new T-48214 'Wingtip' mfa-has-expired >"$folder/told"

open 120 30
await 'resume'
press M-2
await 'T-48209 Fabrikam'
picture incidents 'casebook: all incidents, with what waits, what is open and what is resolved'
press M-3
await 'Incidents per day'
picture dashboard 'casebook: what is due and open, what several clients have today, and the last four weeks'
press M-2
await 'T-48209 Fabrikam'
press /
type_text '48209'
press Enter
await '▸ T-48209 Fabrikam'
press Y
await '[internal]'
press Tab
await 'What we tried'
picture note 'casebook: the note of an incident for the support of a vendor'
press q
press q
await_end
