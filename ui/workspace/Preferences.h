// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// How the user wants the window, for all campaigns; kept in the settings as soon as it changes. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")
    /// "system", "light" or "dark"
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed)
    /// One of `accents`.
    Q_PROPERTY(QString accent READ accent WRITE setAccent NOTIFY changed)
    Q_PROPERTY(QStringList accents READ accents CONSTANT)
    /// 1 is the designer's size; from 0.8 to 2.
    Q_PROPERTY(double fontScale READ fontScale WRITE setFontScale NOTIFY changed)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed)

public:
    explicit Preferences(QObject* parent = nullptr);

    QString theme() const { return m_theme; }
    void setTheme(const QString& theme);
    QString accent() const { return m_accent; }
    void setAccent(const QString& accent);
    static QStringList accents();
    double fontScale() const { return m_fontScale; }
    void setFontScale(double scale);
    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

    /// For this run alone, as the command line or a test wants it.
    void override(const QString& theme, double fontScale = 0);

signals:
    void changed();

private:
    void keep(const QString& key, const QVariant& value);

    QString m_theme;
    QString m_accent;
    double m_fontScale = 1;
    bool m_reducedMotion = false;
};

} // namespace campaign
