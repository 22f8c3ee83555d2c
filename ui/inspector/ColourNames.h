// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// What colours are called, for QML. GUI thread.
class ColourNames : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /// "#4f7a86" → "Greyish teal"; "" of nothing.
    Q_INVOKABLE QString nameOf(const QString& hex) const;
};

} // namespace campaign
