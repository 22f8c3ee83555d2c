// SPDX-FileCopyrightText: The Campaign Manager authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace campaign {

/// Which panels stand around the centre and how large they are; the same for all campaigns, kept in the settings. GUI
/// thread.
class Panels : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The workspace has them.")
    Q_PROPERTY(bool navigatorShown READ navigatorShown WRITE showNavigator NOTIFY changed)
    Q_PROPERTY(bool inspectorShown READ inspectorShown WRITE showInspector NOTIFY changed)
    Q_PROPERTY(bool dockShown READ dockShown WRITE showDock NOTIFY changed)
    /// "problems", "history", "putOff" or "notifications"
    Q_PROPERTY(QString dockPage READ dockPage NOTIFY changed)

public:
    explicit Panels(QObject* parent = nullptr);

    bool navigatorShown() const { return m_navigatorShown; }
    void showNavigator(bool shown);
    bool inspectorShown() const { return m_inspectorShown; }
    void showInspector(bool shown);
    bool dockShown() const { return m_dockShown; }
    void showDock(bool shown);
    QString dockPage() const { return m_dockPage; }
    /// Brings up the dock with this page.
    Q_INVOKABLE void openDock(const QString& page);

    Q_INVOKABLE double size(const QString& panel, double usual) const;
    Q_INVOKABLE void keepSize(const QString& panel, double size);

signals:
    void changed();

private:
    void set(bool& member, const char* key, bool shown);

    bool m_navigatorShown;
    bool m_inspectorShown;
    bool m_dockShown;
    QString m_dockPage;
};

} // namespace campaign
