// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/Moments.h"

#include <QCoreApplication>
#include <QLocale>

namespace campaign {

QString momentText(const QDateTime& moment)
{
    const QDateTime local = moment.toLocalTime();
    const QString format = QLocale().timeFormat(QLocale::ShortFormat).remove(":ss"); // some say seconds in short, too
    const QString clock = QLocale().toString(local.time(), format);
    const qint64 days = local.date().daysTo(QDate::currentDate());
    if (days == 0)
        return QCoreApplication::translate("Moments", "today at %1").arg(clock);
    if (days == 1)
        return QCoreApplication::translate("Moments", "yesterday at %1").arg(clock);
    return QCoreApplication::translate("Moments", "on %1 at %2")
        .arg(QLocale().toString(local.date(), QLocale::ShortFormat), clock);
}

} // namespace campaign
