// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/Comparison.h"

#include "tests/contract/ProgramGenerator.h"
#include "tests/contract/ProgramRun.h"
#include "tests/support/FakeClock.h"
#include "tests/support/NaiveStore.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <chrono>
#include <sstream>

namespace campaign::contract {

namespace {

constexpr std::chrono::seconds minimisingTime(40);

/// The lines in which two answers differ.
std::string difference(const std::string& expected, const std::string& actual)
{
    std::istringstream expectedLines(expected), actualLines(actual);
    std::string text, left, right;
    for (int shown = 0; shown < 6;) {
        const bool hasLeft = static_cast<bool>(std::getline(expectedLines, left));
        const bool hasRight = static_cast<bool>(std::getline(actualLines, right));
        if (!hasLeft && !hasRight)
            break;
        if (hasLeft && hasRight && left == right)
            continue;
        text +=
            "    expected " + (hasLeft ? left : "nothing") + "\n    actual   " + (hasRight ? right : "nothing") + '\n';
        ++shown;
    }
    return text;
}

/// What a difference is about, so that leaving out steps does not lead to another one.
std::string kindOf(const std::string& found)
{
    return found.starts_with("after #") ? "step" : found.substr(0, found.find(':'));
}

/// Both stores side by side under one clock.
class Pair
{
public:
    Pair(const catalogue::Catalogue& types, const StoreOpener& open)
        : m_types(types)
        , m_open(open)
    {
    }

    std::string openBoth()
    {
        if (std::string bad = reopen(); !bad.empty())
            return bad;
        m_oracle = std::make_unique<support::NaiveStore>(m_types, m_clock, m_real->rootBranch());
        m_expected = std::make_unique<ProgramRun>(*m_oracle);
        m_actual = std::make_unique<ProgramRun>(*m_real);
        return {};
    }

    std::string step(const Step& step, const std::vector<Probe>& probes, Outcomes& outcomes)
    {
        m_clock.advance(1'000'000);
        const std::string expected = m_expected->run(step);
        const std::string actual = m_actual->run(step);
        ++outcomes[std::string(step.kind == Step::Kind::Write ? "write " : "undo ") + expected];
        if (expected != actual)
            return "after " + describe(step) + "\n  expected " + expected + ' ' + m_expected->lastMessage() +
                   "\n  actual   " + actual + ' ' + m_actual->lastMessage() + '\n';
        if (std::string bad = difference(m_expected->stacks(), m_actual->stacks()); !bad.empty())
            return "after " + describe(step) + "\n  stacks:\n" + bad;
        for (const Probe& probe : probes) {
            if (std::string bad = difference(m_expected->answer(probe), m_actual->answer(probe)); !bad.empty())
                return "after " + describe(step) + "\n  " + describe(probe) + '\n' + bad;
        }
        return {};
    }

    /// What must hold when a program is over: nothing wrong, and the same reads after rebuilding and reopening.
    std::string finish()
    {
        const std::string expected = m_expected->everything();
        if (std::string bad = difference(expected, m_actual->everything()); !bad.empty())
            return "at the end:\n" + bad;
        if (std::string bad = verified(); !bad.empty())
            return "verify at the end: " + bad;
        if (Result<void> rebuilt = m_real->rebuild(); !rebuilt)
            return "rebuild: " + rebuilt.error().toString() + '\n';
        if (std::string bad = difference(expected, m_actual->everything()); !bad.empty())
            return "after rebuilding:\n" + bad;
        if (std::string bad = verified(); !bad.empty())
            return "verify after rebuilding: " + bad;
        ProgramRun before = *m_actual;
        if (std::string bad = reopen(); !bad.empty())
            return bad;
        ProgramRun again = before.on(*m_real);
        if (std::string bad = difference(expected, again.everything()); !bad.empty())
            return "after reopening:\n" + bad;
        return {};
    }

private:
    std::string reopen()
    {
        m_real.reset();
        auto opened = m_open(m_types, m_clock, m_folder.filePath("trial.campaign").toStdString());
        if (!opened)
            return "cannot open: " + opened.error().toString() + '\n';
        m_real = std::move(opened).value();
        return {};
    }

    std::string verified()
    {
        const auto found = m_real->verify();
        if (!found)
            return found.error().toString() + '\n';
        return found->empty() ? std::string() : found->front() + '\n';
    }

    const catalogue::Catalogue& m_types;
    const StoreOpener& m_open;
    // In memory where there is such a folder: what is compared does not depend on the disk.
    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/oracle-XXXXXX"};
    support::FakeClock m_clock;
    std::unique_ptr<history::Store> m_real;
    std::unique_ptr<support::NaiveStore> m_oracle;
    std::unique_ptr<ProgramRun> m_expected, m_actual;
};

} // namespace

Trial makeTrial(const catalogue::Catalogue& types, std::uint64_t seed, int steps, int probesAStep)
{
    ProgramGenerator generator(types, seed);
    Trial trial{generator.program(steps), {}};
    for (std::size_t i = 0; i < trial.program.steps.size(); ++i) {
        for (int turn = 0; turn < probesAStep; ++turn)
            trial.probes[trial.program.steps[i].label].push_back(generator.probe(trial.program, i));
    }
    return trial;
}

std::string firstDifference(const Trial& trial, const catalogue::Catalogue& types, const StoreOpener& open,
                            std::size_t& lastStep, Outcomes& outcomes)
{
    Pair pair(types, open);
    if (std::string bad = pair.openBoth(); !bad.empty())
        return bad;
    for (std::size_t i = 0; i < trial.program.steps.size(); ++i) {
        const Step& step = trial.program.steps[i];
        lastStep = i;
        const auto probes = trial.probes.find(step.label);
        std::string bad =
            pair.step(step, probes == trial.probes.end() ? std::vector<Probe>() : probes->second, outcomes);
        if (!bad.empty())
            return bad;
    }
    return pair.finish();
}

std::string minimised(Trial trial, const catalogue::Catalogue& types, const StoreOpener& open, std::size_t lastStep)
{
    const auto end = std::chrono::steady_clock::now() + minimisingTime;
    std::vector<Step>& steps = trial.program.steps;
    steps.resize(std::min(steps.size(), lastStep + 1));
    std::size_t ignored = 0;
    Outcomes outcomes;
    std::string found = firstDifference(trial, types, open, ignored, outcomes);
    for (std::size_t size = std::max<std::size_t>(1, steps.size() / 4); size > 0; size /= 2) {
        for (std::size_t at = steps.size(); at-- > 0 && std::chrono::steady_clock::now() < end;) {
            Trial shorter = trial;
            const std::size_t from = at + 1 >= size ? at + 1 - size : 0;
            shorter.program.steps.erase(shorter.program.steps.begin() + static_cast<std::ptrdiff_t>(from),
                                        shorter.program.steps.begin() + static_cast<std::ptrdiff_t>(at + 1));
            const std::string still = firstDifference(shorter, types, open, ignored, outcomes);
            if (still.empty() || kindOf(still) != kindOf(found))
                continue;
            trial = std::move(shorter);
            found = still;
            at = std::min(at, steps.size());
        }
    }
    return describe(trial.program) + found;
}

} // namespace campaign::contract
