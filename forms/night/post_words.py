"""What people say of posts: their writers take answers back, and coordinators let in what was held apart, or do not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from forms.dates import VILNIUS
from forms.decisions import About, decide
from forms.memory import Decision
from forms.night.deciding import AUTHOR, SEPARATOR, Stands, matter_key
from forms.night.matters import Matter
from forms.night.scene import Scene
from forms.posts import Post, PostKind, PostState, Suspicion
from forms.problems import Place, Problem
from forms.tabs.attention import ATTENTION
from forms.tabs.finding import find_tab, said
from forms.validation import Submission
from forms.words import Words

_SUSPECTS = f"W{SEPARATOR}suspects"
_REASONS: Mapping[str, Words] = {
    Suspicion.TRAP: Words("užpildytas paslėptas laukas", "a hidden field was filled in"),
    Suspicion.HASTE: Words("atsakyta per greitai", "answered too fast"),
    Suspicion.FLOOD: Words("per daug vienu metu", "too many at once"),
}


def states_said(scene: Scene) -> Mapping[int, PostState]:
    """Return what the coordinator said tonight of posts that are held apart, by their numbers.

    A line names the last post that it is about: what came after it was shown waits for a word of its own.
    """
    suspects = [post for post in scene.past.posts if post.state is PostState.SUSPECT]
    found = find_tab(ATTENTION, scene.sheets) if suspects else None
    states: dict[int, PostState] = {}
    for key, (word, _) in said(found).items() if found else ():
        line, _, last = key.partition(":")
        code = decide(About.REVIEW, word) if line == _SUSPECTS and last.isdecimal() else None
        state = {"approved": PostState.WAITING, "rejected": PostState.REFUSED}.get(code or "")
        if state:
            states |= {post.number: state for post in suspects if post.number <= int(last)}
    return states


def matter_of_suspects(scene: Scene, decided: Mapping[int, PostState], stands: Stands) -> Iterator[Matter]:
    """Yield the one line about all posts that are held apart."""
    held = [post for post in scene.past.posts if post.state is PostState.SUSPECT and post.number not in decided]
    if not held:
        return
    key = f"{_SUSPECTS}:{max(post.number for post in held)}"
    if stands.settled_on(key) is None:
        language = scene.organisation.language
        reasons = Counter(post.suspicion for post in held)
        told = ", ".join(f"{_REASONS[one].say(language)} – {count}" for one, count in sorted(reasons.items()))
        parts = {"count": str(len(held)), "reasons": told}
        yield Matter(key, "W", (Problem("suspect_posts", Place(scene.organisation.slug), parts),))


def words_of_authors(
    scene: Scene, submissions: Sequence[Submission], posted: Mapping[str, str]
) -> tuple[tuple[Decision, ...], Mapping[int, PostState]]:
    """Return what people decided who took their answers back, and the posts that are dealt with thereby."""
    keys = {response_id: key for key, response_id in posted.items()}
    by_key = {one.key: one for one in submissions}
    decisions: list[Decision] = []
    done: dict[int, PostState] = {}
    for post in _withdrawals(scene):
        one = by_key.get(keys.get(post.response_id, ""))
        if one is not None:
            value = "withdrawn" if one.form.letter == "A" else "rejected"
            decisions.append(Decision(one.key, value, "", scene.now, AUTHOR, one.version, AUTHOR))
            done[post.number] = PostState.SHOWN
    return tuple(decisions), done


def _withdrawals(scene: Scene) -> Iterator[Post]:
    for post in scene.past.posts:
        if post.kind is PostKind.WITHDRAWAL and post.state is PostState.WAITING:
            yield post


def matters_taken_back(
    submissions: Sequence[Submission], decisions: Sequence[Decision], stands: Stands
) -> Iterator[Matter]:
    """Yield what its writer took back, until the coordinator says that it is done."""
    by_key = {one.key: one for one in submissions}
    for decision in decisions:
        one = by_key.get(decision.subject) if decision.tab == AUTHOR else None
        if one is None:
            continue
        key = matter_key(one.key, "taken_back", decision.on_version)
        if stands.settled_on(key) is None:
            day = decision.decided_at.astimezone(VILNIUS).date().isoformat()
            yield Matter(key, one.key, (Problem("taken_back", one.place, {"day": day}),))
