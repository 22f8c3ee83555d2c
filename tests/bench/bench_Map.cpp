// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pans and zooms a synthetic map by script and prints frame times.
//   bench_Map [seconds=30] [points=10000] [regions=1000]
// Run it with QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software for the software figure. It fails when the
// markers are not in the picture, or when fewer than 30 (software) or 60 (GPU) frames a second are drawn.
#include "tests/ui/map/SyntheticWorld.h"
#include "ui/map/MapItem.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QSGRendererInterface>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <vector>

using namespace campaign::map;

namespace {

/// Waits for the next frame to reach the screen; milliseconds since the last.
class FrameClock
{
public:
    explicit FrameClock(QQuickWindow& window)
    {
        QObject::connect(
            &window, &QQuickWindow::frameSwapped, &window, [this] { ++m_frames; }, Qt::DirectConnection);
        m_clock.start();
    }

    double next()
    {
        m_clock.restart();
        const int before = m_frames;
        while (m_frames == before && m_clock.elapsed() < 5000) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        }
        return static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    }

private:
    QElapsedTimer m_clock;
    std::atomic<int> m_frames{0};
};

void settle(MapItem& map, QQuickWindow& window)
{
    QElapsedTimer patience;
    patience.start();
    window.grabWindow();
    while (map.busy() && patience.elapsed() < 60000) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
}

/// How many of the capitals and cities shown have their ink in the picture, and how many there are.
std::pair<int, int> inkedPlaces(const MapItem& map, const QImage& picture)
{
    const QRgb ink = MapColors().label.rgb();
    int inked = 0;
    int all = 0;
    for (const int index : map.composer().shownPoints()) {
        const MapPoint& point = map.composer().points()[index];
        const QPointF pixel = map.projection().toItem(point.position);
        if (MarkerSprites::rank(point.kind) < 3 || map.composer().detail(index) != MarkerDetail::Full ||
            !QRectF(10, 10, 1260, 700).contains(pixel)) {
            continue;
        }
        ++all;
        const QImage part = picture.copy(qRound(pixel.x()) - 9, qRound(pixel.y()) - 9, 18, 18);
        int dark = 0;
        for (int y = 0; y < part.height(); ++y) {
            for (int x = 0; x < part.width(); ++x) {
                dark += (part.pixel(x, y) & 0xffffff) == (ink & 0xffffff);
            }
        }
        inked += dark >= 20;
    }
    return {inked, all};
}

/// One frame's step of the script: circles while swinging between the whole map and sixteen times as close.
void move(MapItem& map, double seconds)
{
    const double wanted = std::exp2(2 - 2 * std::cos(seconds * 2 * std::numbers::pi / 10));
    map.zoomAbout(QPointF(640, 360), wanted / (map.zoomPercent() / 100.0));
    map.panBy(9 * std::cos(seconds), 7 * std::sin(seconds * 1.3));
}

/// Processor time of the GUI thread, which in the software renderer does all the drawing of a frame: unlike the
/// clock on the wall it does not count what other programs take.
double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double quantile(std::vector<double> times, double part)
{
    std::sort(times.begin(), times.end());
    return times[static_cast<size_t>(part * static_cast<double>(times.size() - 1))];
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    const auto argument = [&](int n, int otherwise) { return argc > n ? std::atoi(argv[n]) : otherwise; };
    const int seconds = argument(1, 30);
    QQuickWindow window;
    window.resize(1280, 720);
    MapItem map(window.contentItem());
    map.setSize(QSizeF(1280, 720));
    map.setScene(syntheticWorld(argument(2, 10000), argument(3, 1000)));
    window.show();
    settle(map, window);
    const bool software = window.rendererInterface()->graphicsApi() == QSGRendererInterface::Software;

    FrameClock frames(window);
    std::vector<double> times;
    std::vector<double> work;
    QElapsedTimer script;
    script.start();
    double paused = 0;
    double nextLook = 5;
    int inked = 0;
    int places = 0;
    while (script.elapsed() / 1000.0 - paused < seconds) {
        const double now = script.elapsed() / 1000.0 - paused;
        const double before = threadMilliseconds();
        move(map, now);
        times.push_back(frames.next());
        work.push_back(threadMilliseconds() - before);
        if (now > nextLook) {
            nextLook += 5;
            const double from = script.elapsed() / 1000.0;
            const auto [seen, there] = inkedPlaces(map, window.grabWindow());
            inked += seen;
            places += there;
            paused += script.elapsed() / 1000.0 - from;
        }
    }
    map.fit();
    settle(map, window);
    const QImage whole = window.grabWindow();
    const auto [seen, there] = inkedPlaces(map, whole);
    if (qEnvironmentVariableIsSet("CAMPAIGN_SCREENSHOTS")) {
        whole.save(qEnvironmentVariable("CAMPAIGN_SCREENSHOTS") + QStringLiteral("/map-bench.png"));
    }
    inked += seen;
    places += there;
    const double median = quantile(times, 0.5);
    const double late = quantile(times, 0.95);
    std::printf("renderer=%s frames=%zu median_ms=%.1f p95_ms=%.1f median_fps=%.0f p95_fps=%.0f places_inked=%d/%d "
                "work_median_ms=%.1f "
                "work_p95_ms=%.1f\n",
                software ? "software" : "gpu", times.size(), median, late, 1000 / median, 1000 / late, inked, places,
                quantile(work, 0.5), quantile(work, 0.95));
    const bool painted = places > 0 && inked >= places * 95 / 100;
    const bool fast = 1000 / late >= (software ? 30 : 60);
    if (!painted) {
        std::puts("FAILED: markers are missing from the picture");
    }
    if (!fast) {
        std::puts("FAILED: below the budget at the 95th percentile");
    }
    return painted && fast ? 0 : 1;
}
