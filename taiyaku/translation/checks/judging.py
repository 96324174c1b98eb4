"""All checks over one message, over one catalogue, and over many."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from taiyaku.finding import Finding, Where
from taiyaku.translation.checks.inline import take_apart
from taiyaku.translation.checks.languages import guess_source, guess_target, is_program
from taiyaku.translation.checks.leftovers import judge_leftovers, judge_state
from taiyaku.translation.checks.markup import judge_markup
from taiyaku.translation.checks.negation import judge_negation
from taiyaku.translation.checks.safety import judge_safety
from taiyaku.translation.checks.subject import Judge, Remark, Setting, Subject, examine
from taiyaku.translation.checks.suppression import apply
from taiyaku.translation.checks.table import BY_CODE
from taiyaku.translation.checks.terms import judge_names, judge_terms
from taiyaku.translation.checks.values import judge_values
from taiyaku.translation.po import Catalogue, Message, read_po, settle

#: The judges of a translation that is there, in the order in which their findings are shown.
JUDGES: tuple[Judge, ...] = (judge_safety, judge_values, judge_negation, judge_markup, judge_terms, judge_names, judge_leftovers)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of all catalogues, where they are known from outside; else each file is asked for its own."""

    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one catalogue: how many messages, the findings, and what is needed to compare files with each other.

    ``pairs`` holds source and translation as hashes of this run, and the line.
    """

    path: Path
    messages: int
    findings: tuple[Finding, ...]
    pairs: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)


def judge_message(message: Message, setting: Setting) -> Iterator[Remark]:
    """Every remark about a message, those that its translator allows left out."""
    if not message.plural:
        found = judge_form(message, setting)
        return apply(list(found), message.comments) if message.comments else found
    remarks: list[Remark] = []
    forms = [settle(message, target) for target in message.targets]
    for form in forms:
        # A language may have one form for all numbers, or one for 1 and 21: a form is right where it renders either source.
        one, many = (list(judge_form(said, setting)) for said in (form, replace(form, source=message.plural)))
        remarks += (remark for remark in min(one, many, key=len) if remark not in remarks)
    return apply(remarks, message.comments) if message.comments else iter(remarks)


def judge_unsafe(message: Message, setting: Setting) -> Iterator[Remark]:
    """What is unsafe in a message, in whichever of its forms."""
    source = take_apart(f"{message.source}\n{message.plural}" if message.plural else message.source)
    for target in message.targets or (message.target,):
        yield from judge_safety(Subject(message, source, take_apart(target), setting))


def judge_form(message: Message, setting: Setting) -> Iterator[Remark]:
    """Every remark about a message with one translation."""
    subject = examine(message, setting)
    yield from judge_state(subject)
    if message.target and message.target != message.source:
        for judge in JUDGES:
            yield from judge(subject)


def judge_catalogue(catalogue: Catalogue, setting: Setting) -> Judged:
    """Every finding of a catalogue, in the order of its lines."""
    findings = list(catalogue.faults)
    file = Where.of(catalogue.path).file
    for message in catalogue.messages:
        for remark in judge_message(message, setting):
            check = BY_CODE[remark.code]
            findings.append(Finding(remark.code, Where(file, message.target_line), remark.message, check.hint, check.severity))
    pairs = tuple(
        (hash((setting.target, message.context, message.source)), hash(message.target), message.target_line)
        for message in catalogue.messages
        if message.target and not message.fuzzy and not message.plural
    )
    findings.sort(key=lambda finding: finding.where.line)
    return Judged(catalogue.path, len(catalogue.messages), tuple(findings), pairs)


def judge_file(path: Path, languages: Languages, settings: Setting) -> Judged:
    """Read and judge one file; ``settings`` brings what does not depend on the file."""
    catalogue = read_po(path)
    source = languages.source or guess_source(catalogue)
    target = languages.target or guess_target(catalogue)
    return judge_catalogue(catalogue, replace(settings, source=source, target=target, plain=is_program(catalogue)))


def judge_files(paths: list[Path], languages: Languages, settings: Setting, jobs: int = 0) -> list[Judged]:
    """Judge many files, on all cores where that is worth it; the order is that of ``paths``."""
    work = partial(judge_quickly, partial(judge_file, languages=languages, settings=settings))
    size = sum(path.stat().st_size for path in paths if path.is_file())
    jobs = jobs or min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(paths))
    if jobs > 1 and len(paths) > 1 and size > 300_000 and "fork" in multiprocessing.get_all_start_methods():
        order = sorted(range(len(paths)), key=lambda place: -paths[place].stat().st_size if paths[place].is_file() else 0)
        try:
            # Forked children share the secret of hash(), which ``pairs`` rely on.
            with multiprocessing.get_context("fork").Pool(jobs) as pool:
                done = pool.map(work, [paths[place] for place in order], chunksize=1)
            found = dict(zip(order, done, strict=True))
            judged = [found[place] for place in range(len(paths))]
        except OSError:
            judged = [work(path) for path in paths]
    else:
        judged = [work(path) for path in paths]
    return compare(judged)


def judge_quickly(work: Callable[[Path], Judged], path: Path) -> Judged:
    """Do the work on one file without looking for cycles of garbage meanwhile: nothing makes any here, and looking takes time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return work(path)
    finally:
        if enabled:
            gc.enable()


def compare(judged: list[Judged]) -> list[Judged]:
    """Add what only shows when files are put side by side: one source text with two translations."""
    first: dict[int, tuple[int, Path, int]] = {}
    check = BY_CODE["terms.inconsistent"]
    result = []
    for one in judged:
        more = []
        for source, target, line in one.pairs:
            known, path, place = first.setdefault(source, (target, one.path, line))
            if known != target and (path, place) != (one.path, line):
                said = f"the same text is translated otherwise at {Where.of(path, place)}"
                more.append(Finding(check.code, Where.of(one.path, line), said, check.hint, check.severity))
        result.append(replace(one, findings=(*one.findings, *more), pairs=()))
    return result
