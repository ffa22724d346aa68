// The desk of whoever looks after the captions of an event.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../shared"
import "../theme"

FocusScope {
    id: desk

    required property var event
    required property var texts
    property bool looking: false // at the looks instead of the lines
    readonly property bool announcing: event.announcement.text !== ""
    readonly property bool editing: lines.editing
    readonly property bool keys: visible && enabled && !desk.editing

    function togglePause() {
        if (desk.event.paused)
            desk.event.resume()
        else
            desk.event.pause()
    }

    Shortcut {
        sequence: "P"
        enabled: desk.keys
        onActivated: desk.togglePause()
    }
    Shortcut {
        sequence: "F2"
        enabled: desk.keys
        onActivated: {
            desk.looking = false
            lines.editLast()
        }
    }
    Shortcut {
        sequence: "Esc"
        enabled: desk.keys && desk.announcing
        onActivated: desk.event.dismissAnnouncement()
    }
    Instantiator {
        model: 9
        delegate: Shortcut {
            required property int index

            sequence: String(index + 1)
            enabled: desk.keys
            onActivated: desk.event.showAnnouncement(index)
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gap

        RowLayout {
            spacing: Theme.gap

            Text {
                textFormat: Text.PlainText
                text: desk.texts.event_title
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.text
            }

            StateBadge {
                objectName: "eventState"
                Layout.leftMargin: Theme.gap
                state_: desk.event.paused || desk.announcing ? "opening" : "listening"
                label: desk.announcing ? desk.texts.event_covered
                    : desk.event.paused ? desk.texts.event_paused : desk.texts.event_live
            }

            Text {
                objectName: "eventWaiting"
                Layout.fillWidth: true
                textFormat: Text.PlainText
                text: desk.event.waitingText
                elide: Text.ElideRight
                font.pixelSize: Theme.sizeBody
                color: Theme.textMuted
            }

            PushButton {
                objectName: "eventProjector"
                text: desk.event.projecting ? desk.texts.event_close_projector
                    : desk.texts.event_open_projector
                checked: desk.event.projecting
                onClicked: desk.event.projecting = !desk.event.projecting
            }
        }

        Banner {
            objectName: "eventNotice"
            Layout.fillWidth: true
            message: desk.event.notice
            kind: desk.event.noticeKind
            closing: desk.texts.close_notice
            onClosed: desk.event.dismissNotice()
        }

        RowLayout {
            spacing: Theme.gapLarge

            ScrollPane {
                id: tools

                Layout.preferredWidth: desk.width * 0.42
                Layout.maximumWidth: desk.width * 0.42
                Layout.fillHeight: true
                contentHeight: column.height

                ColumnLayout {
                    id: column

                    width: tools.width - (tools.scrolls ? 16 : 0) // beside the scroll bar
                    height: Math.max(implicitHeight, tools.height)
                    spacing: Theme.gap

                    Rectangle {
                        id: preview

                        readonly property real ratio: desk.event.look.roomHeight / desk.event.look.roomWidth

                        objectName: "eventPreview"
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        Layout.minimumHeight: 96
                        Layout.maximumHeight: width * ratio
                        color: "transparent"

                        Accessible.role: Accessible.Graphic
                        Accessible.name: desk.texts.event_preview

                        Rectangle {
                            anchors.centerIn: parent
                            width: Math.min(parent.width, parent.height / preview.ratio)
                            height: width * preview.ratio
                            color: Theme.meterTrack
                            border.width: 1
                            border.color: Theme.controlBorder
                            clip: true

                            Projector {
                                width: desk.event.look.roomWidth
                                height: desk.event.look.roomHeight
                                transformOrigin: Item.TopLeft
                                scale: parent.width / width
                                event: desk.event
                            }
                        }
                    }

                    PushButton {
                        objectName: "eventPause"
                        Layout.fillWidth: true
                        implicitHeight: Theme.targetBar
                        font.pixelSize: Theme.sizeLarge
                        font.weight: Font.Bold
                        text: desk.event.paused ? desk.texts.event_resume : desk.texts.event_pause
                        fill: desk.event.paused ? Theme.accent : Theme.stop
                        fillHover: desk.event.paused ? Theme.accentHover : Theme.stopHover
                        ink: desk.event.paused ? Theme.accentInk : Theme.stopInk
                        onClicked: desk.togglePause()
                    }

                    Flow {
                        Layout.fillWidth: true
                        spacing: Theme.gapSmall

                        Text {
                            height: Theme.target
                            verticalAlignment: Text.AlignVCenter
                            rightPadding: Theme.gapSmall
                            textFormat: Text.PlainText
                            text: desk.texts.event_announcements
                            font.pixelSize: Theme.sizeBody
                            font.weight: Font.Bold
                            color: Theme.text
                        }

                        PushButton {
                            objectName: "eventAnnouncementEnd"
                            visible: desk.announcing
                            text: desk.texts.event_announcement_end
                            onClicked: desk.event.dismissAnnouncement()
                        }

                        PushButton {
                            objectName: "eventAnnouncementsWrite"
                            visible: !desk.announcing
                            text: desk.texts.event_announcements_write
                            onClicked: desk.event.writeAnnouncements()
                        }

                        PushButton {
                            objectName: "eventAnnouncementsReload"
                            visible: !desk.announcing
                            text: desk.texts.event_announcements_reload
                            onClicked: desk.event.loadAnnouncements()
                        }
                    }

                    GridView {
                        id: prepared

                        readonly property int across: 2

                        objectName: "eventAnnouncements"
                        Layout.fillWidth: true
                        Layout.preferredHeight: Math.min(3, Math.ceil(count / across)) * cellHeight
                        cellWidth: Math.floor(width / across)
                        cellHeight: Theme.target + Theme.gapSmall
                        boundsBehavior: Flickable.StopAtBounds
                        clip: true
                        model: desk.event.announcements
                        ScrollBar.vertical: SlimScrollBar {}

                        delegate: Item {
                            id: cell

                            required property int index
                            required property var modelData

                            width: prepared.cellWidth
                            height: prepared.cellHeight

                            PushButton {
                                objectName: "eventAnnouncement"
                                anchors.fill: parent
                                anchors.margins: 4
                                text: cell.index < 9 ? (cell.index + 1) + "  " + cell.modelData.title
                                    : cell.modelData.title
                                checked: desk.event.announcement.place === cell.index
                                Accessible.description: cell.modelData.text
                                onClicked: desk.event.showAnnouncement(cell.index)
                            }
                        }
                    }

                    Flow {
                        Layout.fillWidth: true
                        spacing: Theme.gapSmall

                        Text {
                            height: Theme.target
                            verticalAlignment: Text.AlignVCenter
                            rightPadding: Theme.gapSmall
                            textFormat: Text.PlainText
                            text: desk.texts.event_export
                            font.pixelSize: Theme.sizeBody
                            font.weight: Font.Bold
                            color: Theme.text
                        }

                        Repeater {
                            model: ["srt", "vtt", "txt"]

                            PushButton {
                                required property string modelData

                                objectName: "eventExport_" + modelData
                                text: desk.texts["event_export_" + modelData]
                                onClicked: desk.event.export(modelData)
                            }
                        }
                    }
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.gapSmall

                RowLayout {
                    spacing: Theme.gapSmall
                    Accessible.role: Accessible.PageTabList
                    Accessible.name: desk.texts.event_title

                    PushButton {
                        objectName: "eventTabLines"
                        Accessible.role: Accessible.PageTab
                        Accessible.selected: checked
                        text: desk.texts.event_tab_lines
                        checked: !desk.looking
                        onClicked: desk.looking = false
                    }

                    PushButton {
                        objectName: "eventTabLooks"
                        Accessible.role: Accessible.PageTab
                        Accessible.selected: checked
                        text: desk.texts.event_tab_looks
                        checked: desk.looking
                        onClicked: desk.looking = true
                    }
                }

                Rectangle {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    radius: Theme.radius
                    color: Theme.surface
                    border.width: 1
                    border.color: Theme.outline

                    EventLineList {
                        id: lines
                        anchors.fill: parent
                        visible: !desk.looking
                        focus: true
                        event: desk.event
                        texts: desk.texts
                    }

                    EventLooks {
                        anchors.fill: parent
                        visible: desk.looking
                        event: desk.event
                        texts: desk.texts
                    }
                }
            }
        }
    }
}
