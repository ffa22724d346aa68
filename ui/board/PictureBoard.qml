// The board that a resident points at: pages with pictures, pads and the body.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

ColumnLayout {
    id: whole

    required property var board
    property string face: ""
    property bool closable: false
    readonly property var words: board.words

    spacing: Theme.gapSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: 6
        Accessible.role: Accessible.PageTabList
        Accessible.name: whole.words.board

        Repeater {
            model: whole.board.pages

            PushButton {
                required property var modelData

                objectName: "page_" + modelData.key
                Layout.fillWidth: true
                implicitHeight: whole.height < 340 ? 40 : Theme.target
                leftPadding: 6
                rightPadding: 6
                text: modelData.text
                font.family: whole.face !== "" ? whole.face : Qt.application.font.family
                font.pixelSize: whole.width < 700 ? Theme.sizeSmall + 1 : Theme.sizeBody
                checked: whole.board.page === modelData.key
                Accessible.role: Accessible.PageTab
                Accessible.selected: checked
                onClicked: whole.board.turnTo(modelData.key)
            }
        }

        PushButton {
            objectName: "boardBack"
            visible: whole.closable
            implicitHeight: whole.height < 340 ? 40 : Theme.target
            text: whole.words.board_back
            font.family: whole.face !== "" ? whole.face : Qt.application.font.family
            font.weight: Font.Bold
            onClicked: whole.board.show(false)
        }
    }

    Loader {
        Layout.fillWidth: true
        Layout.fillHeight: true
        sourceComponent: ({
            "purpose": purposes, "answer": answers, "body": body
        })[whole.board.page] ?? pads
    }

    Component {
        id: purposes

        PictureGrid {
            entries: whole.board.purposes
            face: whole.face
            onPressed: key => whole.board.press(key)
        }
    }

    Component {
        id: answers

        PictureGrid {
            entries: whole.board.answers
            face: whole.face
            cell: 170
            highest: 190
            size: Theme.sizeStart
            onPressed: key => whole.board.press(key)
        }
    }

    Component {
        id: body

        BodyChart {
            board: whole.board
            face: whole.face
        }
    }

    Component {
        id: pads

        Pad {
            pad: whole.board[whole.board.page] ?? whole.board.number
            labels: whole.words
            face: whole.face
            sendText: whole.words.send
            onSent: whole.board.send(pad.kind)
        }
    }
}
